/** Smooth value noise in two dimensions, 0 to 1; the same seed and place give the same value. */
export function valueNoise(x: number, y: number, seed: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const u = ease(x - column)
  const v = ease(y - row)
  const top = lerp(corner(column, row, seed), corner(column + 1, row, seed), u)
  const bottom = lerp(corner(column, row + 1, seed), corner(column + 1, row + 1, seed), u)
  return lerp(top, bottom, v)
}

/** Linear blend of a and b. */
export const lerp = (a: number, b: number, t: number) => a + (b - a) * t

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothstep(low: number, high: number, x: number): number {
  const t = clamp01((x - low) / (high - low))
  return t * t * (3 - 2 * t)
}

export const clamp01 = (x: number) => Math.min(1, Math.max(0, x))

const ease = (t: number) => t * t * (3 - 2 * t)

/** A 32-bit mix of lattice place and seed (murmur3's finaliser). */
function corner(column: number, row: number, seed: number): number {
  let hash = Math.imul(column, 0x1f123bb5) ^ Math.imul(row, 0x5f356495) ^ Math.imul(seed, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0xffffffff
}
