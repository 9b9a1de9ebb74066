import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { screenPoint } from '../types'
import { fitWhole, focusOn, keepInSight, toImage, toScreen, type Viewport, zoomAt } from './viewport'

const seed = Number(process.env.FOCAL_SEED ?? 20_240_607)
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const view = fc.record<Viewport>({ scale: number(0.02, 60), x: number(-5000, 5000), y: number(-5000, 5000) })
const screen = fc.tuple(number(0, 3000), number(0, 2000)).map(([x, y]) => screenPoint(x, y))
const size = fc.record({
  width: fc.integer({ min: 1, max: 12_000 }),
  height: fc.integer({ min: 1, max: 9000 }),
})
const stage = fc.record({
  width: fc.integer({ min: 200, max: 3000 }),
  height: fc.integer({ min: 200, max: 2000 }),
})

describe('the viewport', () => {
  it('comes back from the picture to the same place of the screen', () => {
    fc.assert(
      fc.property(view, screen, (v, p) => {
        const back = toScreen(v, toImage(v, p))
        expect(Math.hypot(back.x - p.x, back.y - p.y)).toBeLessThan(1e-6)
      }),
      { seed, verbose: true },
    )
  })

  it('keeps what lies under the pointer there while it zooms', () => {
    fc.assert(
      fc.property(view, screen, number(0.2, 5), (v, p, factor) => {
        const before = toImage(v, p)
        const after = toImage(zoomAt(v, p, factor), p)
        expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1e-4)
      }),
      { seed, verbose: true },
    )
  })

  it('fits the whole picture onto the canvas', () => {
    fc.assert(
      fc.property(size, stage, (image, on) => {
        const { scale, x, y } = fitWhole(image, on)
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(x + image.width * scale).toBeLessThanOrEqual(on.width)
        expect(y + image.height * scale).toBeLessThanOrEqual(on.height)
      }),
      { seed, verbose: true },
    )
  })

  it('always leaves part of the picture in sight', () => {
    fc.assert(
      fc.property(view, size, stage, (v, image, on) => {
        const { scale, x, y } = keepInSight(v, image, on)
        expect(x).toBeLessThan(on.width)
        expect(y).toBeLessThan(on.height)
        expect(x + image.width * scale).toBeGreaterThan(0)
        expect(y + image.height * scale).toBeGreaterThan(0)
      }),
      { seed, verbose: true },
    )
  })

  it('shows no more empty ground beside a corner than the margin', () => {
    const corner = { x1: 0, y1: 960, x2: 100, y2: 1000 }
    const v = focusOn(corner, { width: 1000, height: 1000 }, { width: 900, height: 600 })
    expect(v).toEqual({ scale: 2, x: 24, y: 600 - 2000 - 24 })
  })

  it('puts a box that is looked at in the middle, a third of the canvas large', () => {
    const box = { x1: 400, y1: 300, x2: 500, y2: 340 }
    const v = focusOn(box, { width: 1000, height: 1000 }, { width: 900, height: 600 })
    expect(v.scale).toBe(2)
    expect(toScreen(v, { x: 450, y: 320, space: 'image' })).toEqual(screenPoint(450, 300))
  })
})
