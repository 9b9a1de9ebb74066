import type { Box } from '../../../shared/geometry/box'
import { turnedWindow, type View } from './types'

/** A box that keeps less of its area than this in a view is no longer a fair example of its class... */
const MIN_VISIBLE = 0.25
/** ...and under this it is gone: in between its rest is neither object nor background. */
const MIN_IGNORED = 0.05
/** Sides under this, in px of the network's input, cannot be learnt. */
const MIN_SIDE_PX = 2

/** What became of a box in a view: where it lies now (px of the input, clipped), or null where it left. */
export interface SeenBox {
  box: Box
  /** Too little of it is left to count as an object or as background. */
  ignore: boolean
}

/**
 * Where a box (shares of the picture's sides) lies in the rendered view of width x height px. Under `minVisible` of its
 * area it counts as ignored.
 */
export function seeBox(
  view: View,
  box: Box,
  width: number,
  height: number,
  minVisible = MIN_VISIBLE,
): SeenBox | null {
  const window = turnedWindow(view, width, height)
  const isTurned = view.turns % 2 === 1
  const across = isTurned ? height : width
  const down = isTurned ? width : height
  const place = (value: number, low: number, high: number, size: number) =>
    ((value - low) / (high - low)) * size
  let x1 = place(box.x1, window.x1, window.x2, across)
  let x2 = place(box.x2, window.x1, window.x2, across)
  let y1 = place(box.y1, window.y1, window.y2, down)
  let y2 = place(box.y2, window.y1, window.y2, down)
  if (view.flipX) [x1, x2] = [across - x2, across - x1]
  if (view.flipY) [y1, y2] = [down - y2, down - y1]
  for (let turn = 0; turn < view.turns; turn++) {
    // To the right: what was the left edge becomes the top, what was below comes to the left.
    const size = turn % 2 === 0 ? down : across
    ;[x1, y1, x2, y2] = [size - y2, x1, size - y1, x2]
  }
  const clipped = {
    x1: Math.max(0, x1),
    y1: Math.max(0, y1),
    x2: Math.min(width, x2),
    y2: Math.min(height, y2),
  }
  const sides = [clipped.x2 - clipped.x1, clipped.y2 - clipped.y1] as const
  const visible = (Math.max(0, sides[0]) * Math.max(0, sides[1])) / ((x2 - x1) * (y2 - y1))
  if (!(visible >= MIN_IGNORED) || sides[0] <= 0 || sides[1] <= 0) return null
  return { box: clipped, ignore: visible < minVisible || Math.min(...sides) < MIN_SIDE_PX }
}
