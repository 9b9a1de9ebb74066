import { describe, expect, it } from 'vitest'
import { createCanvas, paint, type Shape } from './canvas'
import { nut, screw, washer } from './parts'

const grey = [128, 128, 128] as const
const disc = (radius: number): Shape => ({
  reach: radius,
  distance: (u, v) => Math.hypot(u, v) - radius,
  color: () => [200, 100, 50],
})

describe('paint', () => {
  it('covers the disc and nothing else, and answers with its bounds', () => {
    const canvas = createCanvas(40, 30)
    expect(paint(canvas, disc(8), { x: 20, y: 14, angle: 0 })).toEqual({ x1: 12, y1: 6, x2: 28, y2: 22 })
    const at = (x: number, y: number) => [...canvas.pixels.slice((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)]
    expect(at(20, 14)).toEqual([200, 100, 50])
    expect(at(2, 2)).toEqual([0, 0, 0])
  })

  it('cuts bounds at the edge of the picture, and has none outside', () => {
    const canvas = createCanvas(40, 30)
    expect(paint(canvas, disc(8), { x: 2, y: 29, angle: 0 })).toEqual({ x1: 0, y1: 21, x2: 10, y2: 30 })
    expect(paint(canvas, disc(8), { x: 100, y: 29, angle: 0 })).toBeNull()
  })
})

describe('the parts', () => {
  // Worked by hand: a ring spans its diameter; a hexagon with a flat side facing right spans 2 r sin 60 by 2 r.
  it.each([
    ['washer', washer(10, grey), 0, { x1: 40, y1: 40, x2: 60, y2: 60 }],
    ['nut', nut(20, grey), 0, { x1: 30, y1: 33, x2: 70, y2: 67 }],
    ['nut turned by a quarter', nut(20, grey), Math.PI / 2, { x1: 33, y1: 30, x2: 67, y2: 70 }],
    ['screw', screw(80, grey), 0, { x1: 10, y1: 38, x2: 90, y2: 62 }],
  ])('%s has the bounds that its geometry gives', (_name, shape, angle, expected) => {
    const bounds = paint(createCanvas(100, 100), shape, { x: 50, y: 50, angle })
    for (const side of ['x1', 'y1', 'x2', 'y2'] as const) {
      expect(Math.abs((bounds?.[side] ?? Number.NaN) - expected[side]), side).toBeLessThanOrEqual(1)
    }
  })

  it('has holes in nuts and washers', () => {
    expect(washer(10, grey).distance(0, 0)).toBeGreaterThan(0)
    expect(nut(20, grey).distance(0, 0)).toBeGreaterThan(0)
    expect(nut(20, grey).distance(0, 14)).toBeLessThan(0)
  })
})
