import { describe, expect, it } from 'vitest'
import { canvasAround, type Shape } from './canvasAround'

const stage = { width: 800, height: 600 }
const none = { width: 0, height: 0 }
const shape = (x1: number, y1: number, x2: number, y2: number, reach = 0): Shape => ({
  on: { x1, y1, x2, y2 },
  reach,
  paint() {},
})

describe('the canvas around shapes', () => {
  it('is none where there is nothing, or nothing in sight', () => {
    expect(canvasAround([], stage, none)).toBeNull()
    expect(canvasAround([shape(-50, 10, -5, 20)], stage, none)).toBeNull()
    expect(canvasAround([shape(10, 650, 20, 700)], stage, none)).toBeNull()
    expect(canvasAround([shape(-50, 10, -5, 20, 8)], stage, none)).toEqual({ x1: 0, y1: 2, x2: 64, y2: 66 })
  })

  it('holds every shape with what reaches out of it, in whole px and steps of 64', () => {
    const shapes = [shape(100.4, 50.6, 130, 90, 4), shape(150, 70, 180.2, 80)]
    // 96 to 181 and 46 to 94.
    expect(canvasAround(shapes, stage, none)).toEqual({ x1: 96, y1: 46, x2: 96 + 128, y2: 46 + 64 })
  })

  it('ends at the stage, but for its steps', () => {
    expect(canvasAround([shape(-1e6, -1e6, 1e6, 1e6)], stage, none)).toEqual({
      x1: 0,
      y1: 0,
      x2: 832,
      y2: 640,
    })
  })

  it('keeps a size that holds them, unless it is far too large', () => {
    const shapes = [shape(10, 10, 110, 60)]
    expect(canvasAround(shapes, stage, { width: 320, height: 128 })).toEqual({
      x1: 10,
      y1: 10,
      x2: 330,
      y2: 138,
    })
    expect(canvasAround(shapes, stage, { width: 384, height: 64 })).toEqual({
      x1: 10,
      y1: 10,
      x2: 138,
      y2: 74,
    })
    expect(canvasAround(shapes, stage, { width: 64, height: 64 })).toEqual({
      x1: 10,
      y1: 10,
      x2: 138,
      y2: 74,
    })
  })
})
