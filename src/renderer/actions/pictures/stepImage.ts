import type { ImageRow } from '../../../shared/annotation/schema'
import { goToImage, useSelection } from '../../state/labels/selection'
import { shownImages } from '../../state/labels/shownImages'
import { useProject } from '../../state/project/project'

/** The picture `direction` steps on that the filter shows and that fits; null at the end. */
export function neighbour(
  images: readonly ImageRow[],
  shown: readonly ImageRow[],
  currentId: string | null,
  direction: 1 | -1,
  fits: (image: ImageRow) => boolean = () => true,
): ImageRow | null {
  const place = shown.findIndex((image) => image.id === currentId)
  if (place >= 0) return nextFrom(shown, place + direction, direction, fits)
  // The current picture is filtered away: go on from where it would be.
  const order = new Map(images.map((image, i) => [image.id, i]))
  const here = order.get(currentId as ImageRow['id']) ?? -1
  const after = shown.findIndex((image) => (order.get(image.id) ?? 0) > here)
  const start = direction === 1 ? (after < 0 ? shown.length : after) : (after < 0 ? shown.length : after) - 1
  return nextFrom(shown, start, direction, fits)
}

function nextFrom(
  shown: readonly ImageRow[],
  start: number,
  direction: 1 | -1,
  fits: (image: ImageRow) => boolean,
): ImageRow | null {
  for (let i = start; i >= 0 && i < shown.length; i += direction) if (fits(shown[i])) return shown[i]
  return null
}

/** Shows the next picture in that direction that the filter shows and that fits. */
export async function stepImage(direction: 1 | -1, fits?: (image: ImageRow) => boolean): Promise<void> {
  const { images } = useProject.getState()
  const next = neighbour(images, shownImages(), useSelection.getState().imageId, direction, fits)
  if (next !== null) await goToImage(next.id)
}

/** Nobody has said that it is done. */
export const isOpen = (image: ImageRow) => !image.reviewed
