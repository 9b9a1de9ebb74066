import { create } from 'zustand'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { ImageId } from '../../../shared/ids'
import { atProjectChange } from '../project/projectChange'

interface Marked {
  ids: ReadonlySet<ImageId>
  /** Where a range begins. */
  anchor: ImageId | null
}

/** Pictures of the list that are chosen to do something with all of them. */
export const useMarked = create<Marked>(() => ({ ids: new Set(), anchor: null }))

export const clearMarked = () => useMarked.setState({ ids: new Set(), anchor: null })

atProjectChange(clearMarked)

/** Chooses a picture, or no longer; the first choice takes the picture in hand along. */
export function toggleMarked(id: ImageId, current: ImageId | null): void {
  const ids = new Set(useMarked.getState().ids)
  if (ids.size === 0 && current !== null && current !== id) ids.add(current)
  if (!ids.delete(id)) ids.add(id)
  useMarked.setState({ ids, anchor: id })
}

/** Chooses from the anchor (or the picture in hand) to a picture. */
export function markUpTo(shown: readonly ImageRow[], id: ImageId, current: ImageId | null): void {
  const anchor = useMarked.getState().anchor ?? current ?? id
  const [a, b] = [anchor, id].map((one) => shown.findIndex((image) => image.id === one))
  if (a < 0 || b < 0) return
  const range = shown.slice(Math.min(a, b), Math.max(a, b) + 1)
  useMarked.setState({ ids: new Set(range.map((image) => image.id)), anchor })
}

export function markAll(shown: readonly ImageRow[]): void {
  useMarked.setState({ ids: new Set(shown.map((image) => image.id)) })
}
