import { type Color, clamp01, type Shape } from './canvas'

/** Direction the light comes from, radians in the picture. */
const LIGHT = -2.3

/** A flat ring. `radius` to the outer edge, px. */
export function washer(radius: number, metal: Color): Shape {
  const inner = radius * 0.48
  const middle = (radius + inner) / 2
  const half = (radius - inner) / 2
  return {
    reach: radius,
    distance: (u, v) => Math.abs(Math.hypot(u, v) - middle) - half,
    color(u, v, pose) {
      const across = (Math.hypot(u, v) - middle) / half
      const facing = Math.cos(Math.atan2(v, u) + pose.angle - LIGHT)
      // A flat top with a turned rim that catches the light outside and loses it inside.
      const rim =
        Math.abs(across) > 0.72 ? 0.34 * facing * Math.sign(across) : 0.06 * Math.cos(u * 0.9 + v * 0.4)
      return lit(metal, 1 + rim)
    },
  }
}

/** A hexagonal nut with a threaded hole. `radius` to its corners, px. */
export function nut(radius: number, metal: Color): Shape {
  const flat = radius * (Math.sqrt(3) / 2)
  const hole = radius * 0.46
  return {
    reach: radius,
    distance: (u, v) => Math.max(hexagonDistance(u, v, flat), hole - Math.hypot(u, v)),
    color(u, v, pose) {
      const r = Math.hypot(u, v)
      const direction = Math.atan2(v, u)
      if (r < hole + radius * 0.09) {
        const turn =
          0.55 + 0.25 * Math.cos(direction + pose.angle - LIGHT + Math.PI) + 0.1 * Math.sin(r * 3.2)
        return lit(metal, turn)
      }
      // Beyond the chamfer's circle the six corners slope, each side with its own share of the light.
      const side = Math.round((direction - Math.PI / 6) / (Math.PI / 3)) * (Math.PI / 3) + Math.PI / 6
      const slope = r > flat * 0.96 ? 0.3 * Math.cos(side + pose.angle - LIGHT) - 0.06 : 0
      const edge =
        hexagonDistance(u, v, flat) > -radius * 0.09 ? 0.22 * Math.cos(side + pose.angle - LIGHT) : 0
      return lit(metal, 1.02 + slope + edge)
    },
  }
}

/** A screw lying on its side: head, thread, tip. `length` from end to end, px. */
export function screw(length: number, metal: Color): Shape {
  const half = length / 2
  const headLength = length * 0.17
  const headHalf = length * 0.15
  const shaftHalf = length * 0.068
  const tip = length * 0.13
  const halfWidth = (u: number) => {
    const fromHead = u + half
    if (fromHead < headLength) return headHalf * (0.86 + 0.14 * Math.cos((fromHead / headLength) * 2.2))
    const toTip = half - u
    return toTip < tip ? (shaftHalf * toTip) / tip : shaftHalf + 0.5 * Math.sin(u * 1.7)
  }
  return {
    reach: half + 1,
    distance: (u, v) => Math.max(Math.abs(u) - half, Math.abs(v) - halfWidth(u)),
    color(u, v, pose) {
      const width = Math.max(1, halfWidth(u))
      const across = clamp01((v / width + 1) / 2) * Math.PI
      // A round body: bright where its surface turns to the light.
      const round = Math.cos(across - Math.PI / 2 + (Math.sin(pose.angle - LIGHT) > 0 ? 0.6 : -0.6))
      const isHead = u + half < headLength
      const thread = isHead ? 0 : 0.2 * Math.sin(u * 1.7 + v * 0.5)
      const slot = isHead && u + half < headLength * 0.3 && Math.abs(v) < headHalf * 0.22 ? -0.5 : 0
      return lit(metal, 0.42 + 0.75 * round + thread + slot)
    },
  }
}

/** A coloured plastic cap: round like a washer but without a hole. A distractor, never labelled. */
export function cap(radius: number, color: Color): Shape {
  return {
    reach: radius,
    distance: (u, v) => Math.hypot(u, v) - radius,
    color(u, v, pose) {
      const r = Math.hypot(u, v) / radius
      const facing = Math.cos(Math.atan2(v, u) + pose.angle - LIGHT)
      const dome = 1 - 0.35 * r * r + 0.3 * r * facing
      const gleam = Math.max(0, facing) * Math.exp(-((r - 0.45) ** 2) / 0.01) * 0.35
      return lit(color, dome + gleam)
    },
  }
}

/** A piece of cable: an arc of a circle with round ends. Lies over parts and hides some of them. */
export function cable(radius: number, thickness: number, spread: number, color: Color): Shape {
  const endU = Math.cos(spread) * radius
  const endV = Math.sin(spread) * radius
  const distance = (u: number, v: number) => {
    const mirrored = Math.abs(v)
    const onArc = Math.atan2(mirrored, u) <= spread
    return onArc ? Math.abs(Math.hypot(u, v) - radius) : Math.hypot(u - endU, mirrored - endV)
  }
  return {
    reach: radius + thickness,
    distance: (u, v) => distance(u, v) - thickness / 2,
    color(u, v, pose) {
      const side = (Math.hypot(u, v) - radius) / (thickness / 2)
      const facing = Math.cos(Math.atan2(v, u) + pose.angle - LIGHT)
      return lit(color, 0.85 + 0.4 * side * facing + 0.25 * Math.exp(-((side - 0.35 * facing) ** 2) / 0.05))
    },
  }
}

/** Signed distance to a hexagon whose flat sides lie `flat` from the centre. */
function hexagonDistance(u: number, v: number, flat: number): number {
  let farthest = Number.NEGATIVE_INFINITY
  for (let side = 0; side < 3; side++) {
    const angle = Math.PI / 6 + (side * Math.PI) / 3
    farthest = Math.max(farthest, Math.abs(u * Math.cos(angle) + v * Math.sin(angle)) - flat)
  }
  return farthest
}

function lit([red, green, blue]: Color, light: number): Color {
  // Above full light metal turns towards white.
  const white = Math.max(0, light - 1) * 110
  const dim = Math.min(1, Math.max(0.08, light))
  return [red * dim + white, green * dim + white, blue * dim + white]
}
