import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { StageSize } from '../view/viewport'

/** Lines, halos and handles reach out of a box by less than this; words, which stand above or below it, by less than that. */
export const REACH_PX = 12
export const LABEL_REACH_PX = 320

/** Something that is painted, and where: CSS px of the stage. */
export interface Shape {
  on: BoxXyxyPx
  /** How far beyond `on` its lines and words reach. */
  reach: number
  paint(ctx: CanvasRenderingContext2D): void
}

/** Sizes go by steps, and a canvas is kept for less than so much that it is larger: each new size is a new canvas. */
const STEP_PX = 64
const SLACK_PX = 256

/**
 * The place of a canvas that all shapes fit on as far as they are in sight; null where there is nothing. `has`: the size
 * that it has, which it keeps where that does. Whole CSS px.
 */
export function canvasAround(shapes: readonly Shape[], stage: StageSize, has: StageSize): BoxXyxyPx | null {
  const around = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity }
  for (const { on, reach } of shapes) {
    around.x1 = Math.min(around.x1, on.x1 - reach)
    around.y1 = Math.min(around.y1, on.y1 - reach)
    around.x2 = Math.max(around.x2, on.x2 + reach)
    around.y2 = Math.max(around.y2, on.y2 + reach)
  }
  const x = along(around.x1, around.x2, stage.width, has.width)
  const y = along(around.y1, around.y2, stage.height, has.height)
  return x === null || y === null
    ? null
    : { x1: x.from, y1: y.from, x2: x.from + x.size, y2: y.from + y.size }
}

function along(
  first: number,
  last: number,
  length: number,
  has: number,
): { from: number; size: number } | null {
  const from = Math.max(0, Math.floor(first))
  const to = Math.min(Math.ceil(length), Math.ceil(last))
  if (!(to > from)) return null
  const wanted = Math.ceil((to - from) / STEP_PX) * STEP_PX
  const size = has >= wanted && has < wanted + SLACK_PX ? has : wanted
  return { from, size }
}
