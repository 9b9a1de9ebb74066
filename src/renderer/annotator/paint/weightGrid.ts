import type { LossMap } from '../../../shared/training/lossProfile'

/** Weights on the cells of one level. */
export interface WeightGrid {
  stride: number
  rows: number
  columns: number
  /** Row by row, 0 to 1. */
  values: readonly number[]
}

/** One level of a map; all: the sum of the levels on the cells of the finest, its largest as 1. */
export function weightGrid(map: LossMap, level: number | 'all'): WeightGrid | null {
  const finest = [...map.levels].sort((a, b) => a.stride - b.stride)[0]
  if (finest === undefined) return null
  if (level !== 'all') return map.levels.find(({ stride }) => stride === level) ?? finest
  const sums = Array.from({ length: finest.rows * finest.columns }, (_, i) => {
    const x = ((i % finest.columns) + 0.5) * finest.stride
    const y = (Math.floor(i / finest.columns) + 0.5) * finest.stride
    return map.levels.reduce((sum, each) => {
      const row = Math.min(each.rows - 1, Math.floor(y / each.stride))
      const column = Math.min(each.columns - 1, Math.floor(x / each.stride))
      return sum + (each.values[row * each.columns + column] ?? 0)
    }, 0)
  })
  const most = Math.max(...sums, 1e-12)
  return { ...finest, values: sums.map((sum) => sum / most) }
}

/** From nothing over red to pale yellow: r, g, b and opacity, each 0 to 255. */
const ramp = [
  [40, 10, 80, 0],
  [150, 30, 110, 120],
  [225, 80, 70, 175],
  [250, 160, 60, 200],
  [255, 245, 170, 220],
] as const

/** The colour of a weight: the lower, the more of the picture shows. */
export function weightColor(weight: number): readonly [number, number, number, number] {
  const place = Math.min(1, Math.max(0, weight)) * (ramp.length - 1)
  const index = Math.min(ramp.length - 2, Math.floor(place))
  const mix = (channel: number) =>
    Math.round(ramp[index][channel] + (ramp[index + 1][channel] - ramp[index][channel]) * (place - index))
  return [mix(0), mix(1), mix(2), mix(3)]
}
