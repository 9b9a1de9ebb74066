import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { blur } from './blur'
import { gaussianBlur } from './gaussianBlur'
import { plainView } from './types'

describe('blur', () => {
  it('only makes the view less sharp, the same for the same seed', () => {
    const draw = () => blur.apply(plainView(), [], 1, createRandom(5))
    expect(draw()).toEqual(draw())
    expect({ ...draw(), blurPx: 0 }).toEqual(plainView())
    expect(draw().blurPx).toBeGreaterThan(0)
    expect(blur.apply(plainView(), [], 0, createRandom(5))).toEqual(plainView())
  })
})

describe('a Gaussian blur', () => {
  it('spreads a point as the product of two Gaussians', () => {
    const size = 21
    const out = new Float32Array(size * size * 3)
    out[(10 * size + 10) * 3 + 1] = 1
    gaussianBlur({ out, offset: 0, width: size, height: size }, 1.2)
    const at = (x: number, y: number) => out[(y * size + x) * 3 + 1] as number
    const sum = out.reduce((total, value) => total + value, 0)
    expect(sum).toBeCloseTo(1, 5)
    // exp(-d^2 / (2 sigma^2)): one px away exp(-1 / 2.88), diagonally its square.
    expect(at(11, 10) / at(10, 10)).toBeCloseTo(Math.exp(-1 / 2.88), 5)
    expect(at(9, 9) / at(10, 10)).toBeCloseTo(Math.exp(-2 / 2.88), 5)
    expect(at(10, 13) / at(10, 10)).toBeCloseTo(Math.exp(-9 / 2.88), 5)
    expect(out[(10 * size + 10) * 3]).toBe(0)
  })

  it('leaves even areas even, up to the border, and what lies beside the rectangle alone', () => {
    const out = new Float32Array(10 * 8 * 3).fill(7)
    for (let y = 2; y < 6; y++) out.fill(3, (y * 10 + 2) * 3, (y * 10 + 7) * 3)
    const before = out.slice()
    gaussianBlur({ out, offset: (2 * 10 + 2) * 3, width: 5, height: 4, rowPx: 10 }, 0.8)
    for (const [i, value] of out.entries()) expect(value).toBeCloseTo(before[i] as number, 5)
  })
})
