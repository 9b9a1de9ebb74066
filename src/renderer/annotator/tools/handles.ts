import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { type Handle, type ScreenPoint, screenPoint } from '../types'
import { boxToScreen, type Viewport } from '../view/viewport'

/** Side of a drawn handle, in screen px. */
export const HANDLE_PX = 8
/** A press this near takes the handle. */
const REACH_PX = 7
/** Under this side on the screen, handles stand outside the box so that it stays visible and can be moved. */
const SMALL_PX = 24
const OUTSIDE_PX = 6

const places: readonly (readonly [Handle, number, number])[] = [
  ['nw', 0, 0],
  ['ne', 1, 0],
  ['se', 1, 1],
  ['sw', 0, 1],
  ['n', 0.5, 0],
  ['e', 1, 0.5],
  ['s', 0.5, 1],
  ['w', 0, 0.5],
]

/** Where the handles of a box are on the screen; corners come first, as they win where handles meet. */
export function handlePoints(box: BoxXyxyPx, view: Viewport): readonly (readonly [Handle, ScreenPoint])[] {
  const on = boxToScreen(view, box)
  const outX = on.x2 - on.x1 < SMALL_PX ? OUTSIDE_PX : 0
  const outY = on.y2 - on.y1 < SMALL_PX ? OUTSIDE_PX : 0
  return places.map(([handle, fx, fy]) => [
    handle,
    screenPoint(
      on.x1 + (on.x2 - on.x1) * fx + (fx * 2 - 1) * outX,
      on.y1 + (on.y2 - on.y1) * fy + (fy * 2 - 1) * outY,
    ),
  ])
}

/** The handle of a box under a point of the screen. */
export function handleAt(box: BoxXyxyPx, view: Viewport, point: ScreenPoint): Handle | null {
  for (const [handle, at] of handlePoints(box, view)) {
    if (Math.abs(at.x - point.x) <= REACH_PX && Math.abs(at.y - point.y) <= REACH_PX) return handle
  }
  return null
}
