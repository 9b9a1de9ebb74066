import { clamp01, smoothstep, valueNoise } from './noise'

/** What the eye meets at a point of a thing; colours linear, 0 to 1. */
export interface Surface {
  r: number
  g: number
  b: number
  /** Slope of the surface: normal is (slopeX, slopeY, 1), not yet of length 1. */
  slopeX: number
  slopeY: number
  /** 0 matt, 1 polished. */
  gloss: number
  metal: boolean
}

/**
 * A thing on the bench, in its own coordinates (px, origin in its middle). Signed distances follow Inigo Quilez'
 * well-known formulas: negative inside, growing by 1 a px.
 */
export interface Shape {
  /** Farthest point from the origin. */
  reach: number
  /** How high it stands over the bench, in px: as far as its shadow falls. */
  height: number
  distance(x: number, y: number): number
  surface(x: number, y: number, distance: number, out: Surface): void
}

export interface Tint {
  r: number
  g: number
  b: number
}

/** Math.hypot guards against overflow, which costs more than all the rest here. */
const norm = (x: number, y: number) => Math.sqrt(x * x + y * y)

const hexagonDistance = (x: number, y: number, apothem: number) => {
  const ax = Math.abs(x)
  const ay = Math.abs(y)
  return Math.max(ay, ax * 0.866_025_4 + ay * 0.5) - apothem
}

const boxDistance = (x: number, y: number, halfWidth: number, halfHeight: number, radius: number) => {
  const dx = Math.abs(x) - halfWidth + radius
  const dy = Math.abs(y) - halfHeight + radius
  return norm(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}

function paint(out: Surface, tint: Tint, brightness: number, gloss: number, metal: boolean): void {
  out.r = tint.r * brightness
  out.g = tint.g * brightness
  out.b = tint.b * brightness
  out.gloss = gloss
  out.metal = metal
}

/** Tilts the surface outward where it falls off to an edge `distance` px away, over a bevel of `width` px. */
function bevel(
  out: Surface,
  shape: (x: number, y: number) => number,
  x: number,
  y: number,
  width: number,
): void {
  const distance = shape(x, y)
  const amount = 1.3 * smoothstep(-width, 0, distance)
  if (amount === 0) return
  out.slopeX += amount * (shape(x + 0.5, y) - shape(x - 0.5, y))
  out.slopeY += amount * (shape(x, y + 0.5) - shape(x, y - 0.5))
}

/** A hexagon nut seen from above: bevelled rim, turned face, thread in the hole. `radius` reaches the corners. */
export function nut(radius: number, tint: Tint, seed: number): Shape {
  const apothem = 0.866 * radius
  const hole = 0.5 * radius
  const distance = (x: number, y: number) => {
    const rim = norm(x, y)
    // The corners of a real nut are chamfered by a cone.
    return Math.max(hexagonDistance(x, y, apothem), rim - 0.97 * radius, hole - rim)
  }
  return {
    reach: radius,
    height: 0.34 * radius,
    distance,
    surface(x, y, _d, out) {
      const rim = norm(x, y)
      const turned = 0.94 + 0.12 * valueNoise(rim * 1.4, Math.atan2(y, x) * 0.6 + 9, seed)
      const inThread = smoothstep(hole * 1.22, hole * 1.02, rim)
      paint(out, tint, turned * (1 - 0.62 * inThread), 0.75, true)
      out.slopeX = 0
      out.slopeY = 0
      bevel(out, distance, x, y, 0.13 * radius)
      // The chamfer runs as a circle inside the hexagon.
      if (rim > 0.84 * radius) {
        out.slopeX += (0.7 * x) / rim
        out.slopeY += (0.7 * y) / rim
      }
    },
  }
}

/** A flat washer. */
export function washer(radius: number, tint: Tint, seed: number): Shape {
  const hole = 0.46 * radius
  const distance = (x: number, y: number) => {
    const rim = norm(x, y)
    return Math.max(rim - radius, hole - rim)
  }
  return {
    reach: radius,
    height: 0.13 * radius,
    distance,
    surface(x, y, _d, out) {
      const grain = 0.9 + 0.2 * valueNoise(x * 0.22, y * 1.3, seed)
      paint(out, tint, grain, 0.6, true)
      // Stamping leaves it a little domed.
      out.slopeX = (0.35 * x) / radius
      out.slopeY = (0.35 * y) / radius
      bevel(out, distance, x, y, 0.16 * radius)
    },
  }
}

/** A pan-head screw lying on its side; `length` from head to tip. */
export function screw(length: number, tint: Tint, seed: number): Shape {
  const shaft = 0.078 * length
  const headHalf = 0.15 * length
  const headLength = 0.15 * length
  const left = -length / 2
  const headDistance = (x: number, y: number) =>
    Math.max(
      boxDistance(x - left - headLength, y, headLength, headHalf, 0.8 * headLength),
      x - left - headLength,
    )
  const shaftDistance = (x: number, y: number) => {
    const fromTip = length / 2 - x
    const half = shaft * clamp01(fromTip / (0.16 * length))
    return Math.max(Math.abs(y) - half, left + headLength - x, -fromTip)
  }
  const pitch = 0.05 * length
  return {
    reach: norm(length / 2, headHalf),
    height: headHalf,
    distance: (x, y) => Math.min(headDistance(x, y), shaftDistance(x, y)),
    surface(x, y, _d, out) {
      const onHead = headDistance(x, y) < shaftDistance(x, y)
      const half = onHead ? headHalf : shaft * Math.max(0.35, clamp01((length / 2 - x) / (0.16 * length)))
      const across = Math.max(-0.94, Math.min(0.94, y / half))
      out.slopeX = onHead ? 0.5 * Math.min(0, (x - left) / headLength - 0.7) : 0
      out.slopeY = across / Math.sqrt(1 - across * across)
      const grain = 0.92 + 0.16 * valueNoise(x * 0.6, y * 0.6, seed)
      if (onHead) return paint(out, tint, grain, 0.8, true)
      // The thread climbs: its crests lie slanted over the shaft.
      const phase = (2 * Math.PI * (x + 0.35 * y)) / pitch
      out.slopeX += 0.9 * Math.sin(phase)
      paint(out, tint, grain * (0.72 + 0.28 * Math.cos(phase)), 0.65, true)
    },
  }
}

/** A rubber ring: looks like a washer from afar, and is none. */
export function rubberRing(radius: number): Shape {
  const thickness = 0.13 * radius
  const distance = (x: number, y: number) => Math.abs(norm(x, y) - radius + thickness) - thickness
  return {
    reach: radius,
    height: thickness,
    distance,
    surface(x, y, _d, out) {
      const rim = norm(x, y) || 1
      const across = Math.max(-0.9, Math.min(0.9, (rim - radius + thickness) / thickness))
      const slope = across / Math.sqrt(1 - across * across)
      out.slopeX = (slope * x) / rim
      out.slopeY = (slope * y) / rim
      paint(out, { r: 0.035, g: 0.035, b: 0.04 }, 1, 0.25, false)
    },
  }
}

/** A pencil stub: a hexagon rod of one colour with a sharpened end. */
export function pencil(length: number, tint: Tint): Shape {
  const half = 0.07 * length
  const wood = 0.2 * length
  return {
    reach: length / 2 + half,
    height: half,
    distance(x, y) {
      const fromTip = length / 2 - x
      return Math.max(Math.abs(y) - half * clamp01((fromTip + 1) / wood), -length / 2 - x, -fromTip)
    },
    surface(x, y, _d, out) {
      const fromTip = length / 2 - x
      const facet = Math.round((1.5 * y) / half)
      out.slopeX = 0
      out.slopeY = 0.9 * facet
      if (fromTip < 0.28 * wood) paint(out, { r: 0.04, g: 0.04, b: 0.05 }, 1, 0.3, false)
      else if (fromTip < wood + 1.2 * Math.abs(facet))
        paint(out, { r: 0.62, g: 0.42, b: 0.24 }, 1, 0.05, false)
      else paint(out, tint, 1, 0.45, false)
    },
  }
}

/** A scrap of note paper with a few ruled lines. */
export function paperScrap(halfWidth: number, halfHeight: number, seed: number): Shape {
  return {
    reach: norm(halfWidth, halfHeight) + 4,
    height: 2.5,
    distance(x, y) {
      const torn = 5 * (valueNoise(x * 0.09, y * 0.09, seed) - 0.5)
      return boxDistance(x, y, halfWidth, halfHeight, 1) + torn
    },
    surface(x, y, _d, out) {
      out.slopeX = 0.12 * (valueNoise(x * 0.03, y * 0.03, seed + 1) - 0.5)
      out.slopeY = 0.12 * (valueNoise(x * 0.03, y * 0.03, seed + 2) - 0.5)
      const ruled = Math.abs((((y + 200) % 9) + 9) % 9) < 0.9 && Math.abs(x) < 0.86 * halfWidth
      paint(out, ruled ? { r: 0.42, g: 0.55, b: 0.75 } : { r: 0.78, g: 0.75, b: 0.66 }, 1, 0.02, false)
    },
  }
}

/** A curled turning of metal, thin as wire. */
export function turning(radius: number, seed: number): Shape {
  const wire = 1.1
  return {
    reach: radius + wire,
    height: 3,
    distance(x, y) {
      // One and a half turns of a spiral.
      const angle = Math.atan2(y, x)
      const rim = norm(x, y)
      let nearest = Infinity
      for (let turn = 0; turn < 2; turn++) {
        const along = (angle + Math.PI) / (2 * Math.PI) + turn
        if (along <= 1.5) nearest = Math.min(nearest, Math.abs(rim - radius * (0.35 + 0.43 * along)))
      }
      return nearest - wire
    },
    surface(x, y, _d, out) {
      out.slopeX = 0.4 * Math.sin(x)
      out.slopeY = 0.4 * Math.cos(y)
      paint(out, { r: 0.55, g: 0.56, b: 0.6 }, 0.7 + 0.6 * valueNoise(x, y, seed), 0.7, true)
    },
  }
}
