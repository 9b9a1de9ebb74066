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
  /** Quarter turns to the right, after the flips, about the window's middle; the scale stays. */
  turns: 0 | 1 | 2 | 3
  /** Colours RGB in 0..255 are turned into `matrix` (row by row) times colour plus `offset`; null: left alone. */
  color: { matrix: readonly number[]; offset: readonly [number, number, number] } | null
  /** Standard deviation of a Gaussian blur, px of the input; 0: sharp. */
  blurPx: number
}

/** A change to how a picture is seen. To add one: a file beside this, a line in the registry, a test. */
export interface ViewAugmentation {
  readonly name: string
  /** Share of pictures that it changes, 0..1. `boxes` (shares of the picture's sides) are what it must keep in mind. */
  apply(view: View, boxes: readonly Box[], probability: number, random: Random): View
}

/** The whole picture as it is. */
export function plainView(): View {
  return {
    window: { x1: 0, y1: 0, x2: 1, y2: 1 },
    flipX: false,
    flipY: false,
    turns: 0,
    color: null,
    blurPx: 0,
  }
}

/** The window that a turned view really shows: its sides are swapped about its middle, so that the scale stays. */
export function turnedWindow({ window, turns }: View, width: number, height: number): Box {
  if (turns % 2 === 0 || width === height) return window
  const x = (window.x1 + window.x2) / 2
  const y = (window.y1 + window.y2) / 2
  const halfWidth = (((window.x2 - window.x1) / 2) * height) / width
  const halfHeight = (((window.y2 - window.y1) / 2) * width) / height
  return { x1: x - halfWidth, y1: y - halfHeight, x2: x + halfWidth, y2: y + halfHeight }
}

/** How the output of a view reads the picture: whether its rows are the picture's columns, and which axes run backwards. */
export function readingOrder({ flipX, flipY, turns }: View): {
  isTurned: boolean
  isBackX: boolean
  isBackY: boolean
} {
  return {
    isTurned: turns % 2 === 1,
    isBackX: flipX !== turns >= 2,
    isBackY: flipY !== (turns === 1 || turns === 2),
  }
}
