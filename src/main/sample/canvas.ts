export type Color = readonly [red: number, green: number, blue: number]

/** A picture being painted: linear-ish floats, RGB, 0 to 255. */
export interface Canvas {
  readonly width: number
  readonly height: number
  /** [height * width * 3] */
  readonly pixels: Float32Array
}

export function createCanvas(width: number, height: number): Canvas {
  return { width, height, pixels: new Float32Array(width * height * 3) }
}

/** Where a shape stands: its centre in px, its turn in radians. */
export interface Pose {
  x: number
  y: number
  angle: number
}

/**
 * A shape as a signed distance in its own coordinates: negative inside, px.
 * `color` shades a point of it, again in its own coordinates; light comes from the picture, so the pose is known.
 */
export interface Shape {
  /** No point of the shape lies further from its centre, px. */
  reach: number
  distance(u: number, v: number): number
  color(u: number, v: number, pose: Pose): Color
}

export interface PixelBounds {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** Width of the soft edge of a sharp shape, px. */
const SHARP = 1

/**
 * Paints a shape; `blur` px widen its edge, as out-of-focus things have it.
 * Returns the bounds of the pixels that are more than half covered, half-open; null where none is in sight.
 */
export function paint(canvas: Canvas, shape: Shape, pose: Pose, blur = 0): PixelBounds | null {
  const edge = SHARP + 2 * blur
  let bounds: PixelBounds | null = null
  forEachPixel(canvas, pose, shape.reach + edge, (x, y, u, v, at) => {
    const distance = shape.distance(u, v)
    const alpha = clamp01(0.5 - distance / edge)
    if (alpha <= 0) return
    blend(canvas, at, shape.color(u, v, pose), alpha)
    if (alpha > 0.5) bounds = grown(bounds, x, y)
  })
  return bounds
}

/** Darkens what lies under a shape, softly, shifted away from the light. */
export function paintShadow(
  canvas: Canvas,
  shape: Shape,
  pose: Pose,
  softness: number,
  strength: number,
): void {
  const shifted = { x: pose.x + softness * 0.7, y: pose.y + softness * 0.9, angle: pose.angle }
  forEachPixel(canvas, shifted, shape.reach + softness, (_x, _y, u, v, at) => {
    const alpha = strength * smoothstep(softness, -softness, shape.distance(u, v))
    if (alpha > 0) for (let c = 0; c < 3; c++) canvas.pixels[at + c] *= 1 - alpha
  })
}

function forEachPixel(
  canvas: Canvas,
  pose: Pose,
  reach: number,
  visit: (x: number, y: number, u: number, v: number, at: number) => void,
): void {
  const cos = Math.cos(pose.angle)
  const sin = Math.sin(pose.angle)
  const x2 = Math.min(canvas.width, Math.ceil(pose.x + reach))
  const y2 = Math.min(canvas.height, Math.ceil(pose.y + reach))
  for (let y = Math.max(0, Math.floor(pose.y - reach)); y < y2; y++) {
    for (let x = Math.max(0, Math.floor(pose.x - reach)); x < x2; x++) {
      const dx = x + 0.5 - pose.x
      const dy = y + 0.5 - pose.y
      visit(x, y, cos * dx + sin * dy, cos * dy - sin * dx, (y * canvas.width + x) * 3)
    }
  }
}

function blend(canvas: Canvas, at: number, color: Color, alpha: number): void {
  for (let c = 0; c < 3; c++) canvas.pixels[at + c] += (color[c] - canvas.pixels[at + c]) * alpha
}

function grown(bounds: PixelBounds | null, x: number, y: number): PixelBounds {
  if (bounds === null) return { x1: x, y1: y, x2: x + 1, y2: y + 1 }
  return {
    x1: Math.min(bounds.x1, x),
    y1: Math.min(bounds.y1, y),
    x2: Math.max(bounds.x2, x + 1),
    y2: Math.max(bounds.y2, y + 1),
  }
}

export const clamp01 = (value: number): number => Math.min(1, Math.max(0, value))

/** 0 at `from`, 1 at `to`, smooth between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp01((value - from) / (to - from))
  return t * t * (3 - 2 * t)
}
