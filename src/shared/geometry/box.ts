/** Axis-aligned box, half-open, float pixels unless its holder says otherwise: it covers [x1, x2) x [y1, y2). */
export interface Box {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** Boxes one behind the other, four numbers each, as the holder's name says: `boxesXyxyPx`, `anchorsCxcywh`. */
export type FlatBoxes = Float32Array | Float64Array

/** Width of a box, never negative. */
export function boxWidth(box: Box): number {
  return Math.max(0, box.x2 - box.x1)
}

/** Height of a box, never negative. */
export function boxHeight(box: Box): number {
  return Math.max(0, box.y2 - box.y1)
}

/** Area of a box; 0 where it is inverted. */
export function area(box: Box): number {
  return boxWidth(box) * boxHeight(box)
}

/** The same rectangle with x1 <= x2 and y1 <= y2: a box may be drawn from any corner. */
export function normalise(box: Box): Box {
  return {
    x1: Math.min(box.x1, box.x2),
    y1: Math.min(box.y1, box.y2),
    x2: Math.max(box.x1, box.x2),
    y2: Math.max(box.y1, box.y2),
  }
}

/** The part of a box inside a picture of this size; outside of it, an empty box on the border. */
export function clip(box: Box, width: number, height: number): Box {
  return {
    x1: Math.min(Math.max(box.x1, 0), width),
    y1: Math.min(Math.max(box.y1, 0), height),
    x2: Math.min(Math.max(box.x2, 0), width),
    y2: Math.min(Math.max(box.y2, 0), height),
  }
}

/** True for a box with a side under `minSide`, an inverted one, or one that is not made of finite numbers. */
export function isDegenerate(box: Box, minSide = 0): boolean {
  const width = box.x2 - box.x1
  const height = box.y2 - box.y1
  // Written so that NaN counts as degenerate.
  return !(
    width > 0 &&
    height > 0 &&
    width >= minSide &&
    height >= minSide &&
    width < Infinity &&
    height < Infinity
  )
}

/** Area that two boxes share. */
export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1)
  return width > 0 && height > 0 ? width * height : 0
}

/** The smallest box around two. */
export function enclosing(a: Box, b: Box): Box {
  return {
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
    x2: Math.max(a.x2, b.x2),
    y2: Math.max(a.y2, b.y2),
  }
}

/** The place of a record that holds more than its place. */
export function cornersOf({ x1, y1, x2, y2 }: Box): Box {
  return { x1, y1, x2, y2 }
}
