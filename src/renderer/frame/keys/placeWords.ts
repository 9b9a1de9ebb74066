import type { Action } from '../../actions/types'
import { localText, t } from '../../language/t'
import { rooms } from '../../rooms'

/** Where the keys of an action work, in words: `Label, Review`, `Review: Figures`, `Everywhere`. */
export function placeWords({ rooms: ids, view }: Pick<Action, 'rooms' | 'view'>): string {
  if (ids === undefined) return t('Everywhere')
  return ids
    .map((id) => {
      const room = rooms.find((candidate) => candidate.id === id)
      const viewLabel = room?.views?.list.find((candidate) => candidate.id === view)?.label
      const roomLabel = localText(room?.label) ?? id
      return viewLabel === undefined ? roomLabel : `${roomLabel}: ${localText(viewLabel)}`
    })
    .join(t(', '))
}
