import type { Box } from '../../../shared/geometry/box'
import type { Random } from '../../../shared/random'

/**
 * How a picture will be seen, decided before a pixel is touched: the augmentations only write here, and one pass of
 * `renderView` carries them all out. Positions are shares of the picture's sides: 0 left or top, 1 right or bottom.
 */
export interface View {
  /** What fills the network's input; beyond 0..1 lies the mean colour. */
  window: Box
  flipX: boolean
  flipY: boolean
  /** Colours RGB in 0..255 are turned into `matrix` (row by row) times colour plus `offset`; null: left alone. */
  color: { matrix: readonly number[]; offset: readonly [number, number, number] } | null
}

/** A change to how a picture is seen. To add one: a file beside this, a line in the registry, a test. */
export interface Augmentation {
  readonly name: string
  /** Share of pictures that it changes, 0..1. `boxes` (shares of the picture's sides) are what it must keep in mind. */
  apply(view: View, boxes: readonly Box[], probability: number, random: Random): View
}

/** The whole picture as it is. */
export function plainView(): View {
  return { window: { x1: 0, y1: 0, x2: 1, y2: 1 }, flipX: false, flipY: false, color: null }
}
