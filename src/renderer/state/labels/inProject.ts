import type { ImageRow } from '../../../shared/annotation/schema'

const kept = new WeakMap<readonly ImageRow[], readonly ImageRow[]>()

/** The pictures that nobody took out of the project; the same list as long as the rows are the same. */
export function inProject(images: readonly ImageRow[]): readonly ImageRow[] {
  const known = kept.get(images)
  if (known !== undefined) return known
  const list = images.some(({ takenOut }) => takenOut) ? images.filter(({ takenOut }) => !takenOut) : images
  kept.set(images, list)
  return list
}
