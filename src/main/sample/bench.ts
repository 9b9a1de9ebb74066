import { lerp, smoothstep, valueNoise } from './noise'
import type { Tint } from './shapes'

/** The colour of a bench at a place, linear, before light falls on it. */
export type Bench = (x: number, y: number, out: Tint) => void

function set(out: Tint, r: number, g: number, b: number, brightness: number): void {
  out.r = r * brightness
  out.g = g * brightness
  out.b = b * brightness
}

/** Sheet metal, brushed along one direction. */
function brushedSteel(seed: number): Bench {
  return (x, y, out) => {
    const streaks = valueNoise(x * 0.012, y * 0.9, seed) + 0.7 * valueNoise(x * 0.06, y * 2.3, seed + 1)
    const cloud = valueNoise(x * 0.008, y * 0.008, seed + 2)
    set(out, 0.185, 0.215, 0.25, 0.72 + 0.24 * streaks + 0.16 * cloud)
  }
}

/** Oiled walnut. */
function walnut(seed: number): Bench {
  return (x, y, out) => {
    const bend = 26 * valueNoise(x * 0.006, y * 0.011, seed)
    const grain = valueNoise(x * 0.01, (y + bend) * 0.16, seed + 1)
    const pores = valueNoise(x * 0.07, (y + bend) * 1.4, seed + 2)
    const light = smoothstep(0.1, 0.9, grain)
    const brightness = 0.8 + 0.32 * pores
    set(out, lerp(0.105, 0.24, light), lerp(0.052, 0.125, light), lerp(0.028, 0.062, light), brightness)
  }
}

/** A green cutting mat with its grid. */
function cuttingMat(seed: number): Bench {
  return (x, y, out) => {
    const cell = 48
    const near = (value: number, step: number) => Math.abs(value - step * Math.round(value / step))
    const line = Math.max(
      smoothstep(1.1, 0.3, near(x + seed, cell)),
      smoothstep(1.1, 0.3, near(y + 2 * seed, cell)),
    )
    const wear = valueNoise(x * 0.02, y * 0.02, seed) * 0.3 + valueNoise(x * 1.1, y * 1.1, seed + 1) * 0.16
    const brightness = 0.78 + wear
    set(
      out,
      lerp(0.022, 0.3, 0.5 * line),
      lerp(0.125, 0.36, 0.5 * line),
      lerp(0.1, 0.26, 0.5 * line),
      brightness,
    )
  }
}

/** Slate-blue felt. */
function felt(seed: number): Bench {
  return (x, y, out) => {
    const fibres =
      valueNoise(x * 0.9 + 0.3 * y, y * 0.5, seed) + valueNoise(x * 0.4, y * 1.2 - 0.2 * x, seed + 1)
    const cloud = valueNoise(x * 0.012, y * 0.012, seed + 2)
    set(out, 0.075, 0.1, 0.165, 0.6 + 0.34 * fibres + 0.28 * cloud)
  }
}

/** The four benches of the sample pictures. */
export const benches: readonly ((seed: number) => Bench)[] = [brushedSteel, walnut, cuttingMat, felt]
