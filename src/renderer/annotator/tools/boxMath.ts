import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { clip, isDegenerate, normalise } from '../../../shared/geometry/box'
import { limits } from '../../../shared/limits'
import type { Handle, ImagePoint, ImageSize } from '../types'

/** How a box grows from where the drag began: as wide as high, and from its centre. */
export interface Growth {
  square: boolean
  centred: boolean
}

/** The box that a drag from one point to another means, inside the picture. */
export function dragBox(from: ImagePoint, to: ImagePoint, image: ImageSize, growth: Growth): BoxXyxyPx {
  return growth.centred
    ? fromCentre(from, to, image, growth.square)
    : fromCorner(from, to, image, growth.square)
}

/** Half sides as far as the pointer, no further than the nearest border lets the centre stay the centre. */
function fromCentre(from: ImagePoint, to: ImagePoint, image: ImageSize, square: boolean): BoxXyxyPx {
  const x = within(from.x, image.width)
  const y = within(from.y, image.height)
  const roomX = Math.min(x, image.width - x)
  const roomY = Math.min(y, image.height - y)
  const wide = Math.abs(to.x - from.x)
  const high = Math.abs(to.y - from.y)
  const side = Math.min(Math.max(wide, high), roomX, roomY)
  const halfX = square ? side : Math.min(wide, roomX)
  const halfY = square ? side : Math.min(high, roomY)
  return { x1: x - halfX, y1: y - halfY, x2: x + halfX, y2: y + halfY }
}

/** Between two points, from any corner; a square one grows towards the pointer. */
function fromCorner(from: ImagePoint, to: ImagePoint, image: ImageSize, square: boolean): BoxXyxyPx {
  if (!square)
    return clip(normalise({ x1: from.x, y1: from.y, x2: to.x, y2: to.y }), image.width, image.height)
  const right = to.x >= from.x
  const down = to.y >= from.y
  // A square that were clipped would be none: it stops growing at the border.
  const origin = { x: within(from.x, image.width), y: within(from.y, image.height) }
  const room = Math.min(right ? image.width - origin.x : origin.x, down ? image.height - origin.y : origin.y)
  const side = Math.min(room, Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)))
  const corner = { x: origin.x + (right ? side : -side), y: origin.y + (down ? side : -side) }
  return normalise({ x1: origin.x, y1: origin.y, x2: corner.x, y2: corner.y })
}

/** True for a box that may be kept: not inverted, no side under a pixel. */
export function isKeepable(box: BoxXyxyPx): boolean {
  return !isDegenerate(box, limits.minBoxPx)
}

/** How far boxes may be moved together so that none leaves the picture. */
export function limitMove(
  boxes: readonly BoxXyxyPx[],
  dx: number,
  dy: number,
  image: ImageSize,
): { dx: number; dy: number } {
  const left = Math.min(...boxes.map((box) => box.x1))
  const top = Math.min(...boxes.map((box) => box.y1))
  const right = Math.max(...boxes.map((box) => box.x2))
  const bottom = Math.max(...boxes.map((box) => box.y2))
  return {
    dx: Math.min(Math.max(dx, Math.min(0, -left)), Math.max(0, image.width - right)),
    dy: Math.min(Math.max(dy, Math.min(0, -top)), Math.max(0, image.height - bottom)),
  }
}

/** A box moved; the last bits are trimmed so that float sums do not leave the picture. */
export function moveBox(box: BoxXyxyPx, dx: number, dy: number, image: ImageSize): BoxXyxyPx {
  return clip(
    { x1: box.x1 + dx, y1: box.y1 + dy, x2: box.x2 + dx, y2: box.y2 + dy },
    image.width,
    image.height,
  )
}

/** A box after one of its handles was moved; past the other side it turns over, and it stays over a pixel. */
export function resizeBox(
  box: BoxXyxyPx,
  handle: Handle,
  dx: number,
  dy: number,
  image: ImageSize,
): BoxXyxyPx {
  const [x1, x2] = moveEnd(box.x1, box.x2, handle.includes('w'), handle.includes('e'), dx, image.width)
  const [y1, y2] = moveEnd(box.y1, box.y2, handle.includes('n'), handle.includes('s'), dy, image.height)
  return { x1, y1, x2, y2 }
}

/** One axis of a resize: the moved end goes, the other stays. */
function moveEnd(
  start: number,
  end: number,
  movesStart: boolean,
  movesEnd: boolean,
  change: number,
  size: number,
): [number, number] {
  if (!movesStart && !movesEnd) return [start, end]
  const fixed = movesStart ? end : start
  const moved = within((movesStart ? start : end) + change, size)
  if (Math.abs(moved - fixed) >= limits.minBoxPx) return [Math.min(moved, fixed), Math.max(moved, fixed)]
  // Too thin: a pixel on the side where the hand is, or on the one where there is room.
  const wantsBefore = moved < fixed || (moved === fixed && movesStart)
  const before = (wantsBefore && fixed >= limits.minBoxPx) || fixed + limits.minBoxPx > size
  return before ? [fixed - limits.minBoxPx, fixed] : [fixed, fixed + limits.minBoxPx]
}

function within(value: number, size: number): number {
  return Math.min(Math.max(value, 0), size)
}
