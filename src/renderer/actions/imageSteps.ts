import type { ImageRow } from '../../shared/annotation/schema'
import { goToImage, useSelection } from '../state/labels/selection'
import { shownImages } from '../state/labels/shownImages'
import { useProject } from '../state/project/project'
import type { Action } from './types'

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

async function step(direction: 1 | -1, fits?: (image: ImageRow) => boolean): Promise<void> {
  const { images } = useProject.getState()
  const next = neighbour(images, shownImages(), useSelection.getState().imageId, direction, fits)
  if (next !== null) await goToImage(next.id)
}

const isOpen = (image: ImageRow) => !image.reviewed

/** The next picture that the filter shows. */
export const nextImage: Action = {
  id: 'nextImage',
  label: 'Next picture',
  group: 'Pictures',
  keys: ['D', 'PageDown'],
  rooms: ['label'],
  repeats: true,
  run: () => step(1),
}

/** The previous picture that the filter shows. */
export const previousImage: Action = {
  id: 'previousImage',
  label: 'Previous picture',
  group: 'Pictures',
  keys: ['A', 'PageUp'],
  rooms: ['label'],
  repeats: true,
  run: () => step(-1),
}

/** The next picture that nobody has reviewed. */
export const nextOpenImage: Action = {
  id: 'nextOpenImage',
  label: 'Next picture to review',
  group: 'Pictures',
  keys: ['Ctrl+Shift+D'],
  rooms: ['label'],
  run: () => step(1, isOpen),
}

/** The previous picture that nobody has reviewed. */
export const previousOpenImage: Action = {
  id: 'previousOpenImage',
  label: 'Previous picture to review',
  group: 'Pictures',
  keys: ['Ctrl+Shift+A'],
  rooms: ['label'],
  run: () => step(-1, isOpen),
}
