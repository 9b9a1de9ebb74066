/** The corners of a box as a label file has it: not yet in order, not yet clipped. */
export interface Corners {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** The upright rectangle around points; undefined for fewer than `atLeast` or where it has no area. */
export function cornersAround(
  points: readonly (readonly [number, number])[],
  atLeast = 3,
): Corners | undefined {
  if (points.length < atLeast) return undefined
  const corners = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity }
  for (const [x, y] of points) {
    corners.x1 = Math.min(corners.x1, x)
    corners.y1 = Math.min(corners.y1, y)
    corners.x2 = Math.max(corners.x2, x)
    corners.y2 = Math.max(corners.y2, y)
  }
  return corners.x1 < corners.x2 && corners.y1 < corners.y2 ? corners : undefined
}

/** A rectangle about its centre. */
export function cornersFromCentre(cx: number, cy: number, width: number, height: number): Corners {
  return { x1: cx - width / 2, y1: cy - height / 2, x2: cx + width / 2, y2: cy + height / 2 }
}

/** Around a rectangle that is turned about its centre by `angle` radians. */
export function cornersOfTurned(
  cx: number,
  cy: number,
  width: number,
  height: number,
  angle: number,
): Corners {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  return cornersFromCentre(cx, cy, width * cos + height * sin, width * sin + height * cos)
}

/** Around a rectangle that is turned about its centre; itself where it is not. */
export function turnedBy(box: Corners, degrees: number): Corners {
  if (degrees === 0) return box
  const { x1, y1, x2, y2 } = box
  return cornersOfTurned((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1, (degrees * Math.PI) / 180)
}

/** Around an ellipse that is turned about its centre by `angle` radians. */
export function cornersOfEllipse(cx: number, cy: number, rx: number, ry: number, angle: number): Corners {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return cornersFromCentre(cx, cy, 2 * Math.hypot(rx * cos, ry * sin), 2 * Math.hypot(rx * sin, ry * cos))
}
