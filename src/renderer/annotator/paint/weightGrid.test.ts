import { describe, expect, it } from 'vitest'
import type { LossMap } from '../../../shared/training/lossProfile'
import { weightColor, weightGrid } from './weightGrid'

const map: LossMap = {
  gamma: 2,
  inputWidth: 32,
  inputHeight: 16,
  levels: [
    { stride: 16, rows: 1, columns: 2, values: [0.5, 1] },
    { stride: 8, rows: 2, columns: 4, values: [0.5, 0, 0, 0, 0, 0, 0, 0.25] },
  ],
}

describe('weightGrid', () => {
  it('shows one level as it is', () => {
    expect(weightGrid(map, 16)).toEqual(map.levels[0])
  })

  it('sums the levels up on the finest cells, the largest as 1', () => {
    expect(weightGrid(map, 'all')).toEqual({
      stride: 8,
      rows: 2,
      columns: 4,
      // 0.5 + 0.5, 0.5, 1, 1; 0.5, 0.5, 1, 1 + 0.25, each over 1.25
      values: [0.8, 0.4, 0.8, 0.8, 0.4, 0.4, 0.8, 1],
    })
  })

  it('has nothing to show of a map without levels', () => {
    expect(weightGrid({ ...map, levels: [] }, 'all')).toBe(null)
  })
})

describe('weightColor', () => {
  it('shows the bare picture where nothing weighs, and more ground the more does', () => {
    expect(weightColor(0)[3]).toBe(0)
    expect(weightColor(1)).toEqual([255, 245, 170, 220])
    expect(weightColor(0.375)).toEqual([188, 55, 90, 148])
    expect([weightColor(-1), weightColor(2)]).toEqual([weightColor(0), weightColor(1)])
  })
})
