import { describe, expect, it } from 'vitest'
import { contextRegion } from './contextRegion'

const image = { width: 400, height: 300 }

describe('contextRegion', () => {
  it('shows a box in the middle of twice its size', () => {
    expect(contextRegion({ x1: 100, y1: 100, x2: 180, y2: 160 }, image, 4 / 3)).toEqual({
      x1: 60,
      y1: 70,
      x2: 220,
      y2: 190,
    })
  })

  it('stays inside the picture at its corner', () => {
    expect(contextRegion({ x1: 380, y1: 0, x2: 400, y2: 15 }, image, 4 / 3)).toEqual({
      x1: 352,
      y1: 0,
      x2: 400,
      y2: 36,
    })
  })

  it('is never larger than the picture', () => {
    expect(contextRegion({ x1: 0, y1: 0, x2: 400, y2: 300 }, image, 4 / 3)).toEqual({
      x1: 0,
      y1: 0,
      x2: 400,
      y2: 300,
    })
  })
})
