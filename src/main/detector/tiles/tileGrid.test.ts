import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { tileGrid } from './tileGrid'

describe('tiles', () => {
  it('cover a picture evenly, the last one flush with its edge', () => {
    const grid = tileGrid({ width: 250, height: 100 }, { width: 100, height: 100 }, 0.2)
    expect(grid.map(({ x1, x2 }) => [x1, x2])).toEqual([
      [0, 100],
      [75, 175],
      [150, 250],
    ])
  })

  it('are one where the picture is as large, or smaller', () => {
    const tile = { width: 64, height: 64 }
    expect(tileGrid(tile, tile, 0.2)).toEqual([{ x1: 0, y1: 0, x2: 64, y2: 64 }])
    expect(tileGrid({ width: 10, height: 20 }, tile, 0.2)).toEqual([{ x1: 0, y1: 0, x2: 64, y2: 64 }])
  })

  it('lie inside, on whole px, leave no gap and overlap as much as was asked for, 300 times', () => {
    const random = createRandom(41)
    for (let i = 0; i < 300; i++) {
      const tile = { width: 32 + random.int(100), height: 32 + random.int(100) }
      const picture = { width: 1 + random.int(900), height: 1 + random.int(900) }
      const overlap = random.uniform(0, 0.5)
      const grid = tileGrid(picture, tile, overlap)
      const starts = [...new Set(grid.map(({ x1 }) => x1))]
      expect(starts.every(Number.isInteger)).toBe(true)
      expect(starts[0]).toBe(0)
      if (picture.width > tile.width)
        expect((starts.at(-1) as number) + tile.width, `draw ${i}`).toBe(picture.width)
      for (const [k, start] of starts.slice(1).entries()) {
        expect((starts[k] as number) + tile.width - start, `draw ${i}`).toBeGreaterThanOrEqual(
          Math.floor(overlap * tile.width),
        )
      }
    }
  })
})
