import type { Action } from '../../actions/types'
import { rooms } from '../../rooms'

/** Where the keys of an action work, in words: `Label, Review`, `Review: Figures`, `Everywhere`. */
export function placeWords({ rooms: ids, view }: Pick<Action, 'rooms' | 'view'>): string {
  if (ids === undefined) return 'Everywhere'
  return ids
    .map((id) => {
      const room = rooms.find((candidate) => candidate.id === id)
      const viewLabel = room?.views?.list.find((candidate) => candidate.id === view)?.label
      return viewLabel === undefined ? (room?.label ?? id) : `${room?.label}: ${viewLabel}`
    })
    .join(', ')
}
