import { expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { type RgbPicture, renderView } from './renderView'
import { rotate90 } from './rotate90'
import { boundsOfWhite, farthestSide, raw, whiteBox } from './testing/whiteBox'
import { plainView, type View } from './types'
import { seeBox } from './viewBoxes'

const noise = createRandom(11)
const picture: RgbPicture = {
  width: 24,
  height: 24,
  rgb: Uint8Array.from({ length: 24 * 24 * 3 }, () => noise.int(256)),
}

function render(view: View, width = 24, height = 24): Float32Array {
  const out = new Float32Array(width * height * 3)
  renderView(picture, view, raw, { out, offset: 0, width, height })
  return out
}

/** Pixels turned to the right by hand: the left column comes to lie on top. */
function turnRight(values: Float32Array, side: number): Float32Array {
  const turned = new Float32Array(values.length)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = ((side - 1 - x) * side + y) * 3
      turned.set(values.subarray(from, from + 3), (y * side + x) * 3)
    }
  }
  return turned
}

it('turns pixels to the right, and back to the picture after four times', () => {
  let pixels = render(plainView())
  for (const turns of [1, 2, 3, 0] as const) {
    pixels = turnRight(pixels, 24)
    // Places that are read backwards differ in the last bit.
    expect(render({ ...plainView(), turns }).map(Math.round)).toEqual(pixels.map(Math.round))
  }
})

it('turns boxes as it turns pixels, after flips, with wide and high inputs', () => {
  const random = createRandom(12)
  for (let i = 0; i < 200; i++) {
    const x1 = random.uniform(0.35, 0.5)
    const y1 = random.uniform(0.35, 0.5)
    const shape = { x1, y1, x2: x1 + random.uniform(0.08, 0.14), y2: y1 + random.uniform(0.08, 0.14) }
    const white = whiteBox(400, 300, shape)
    const [width, height] = random.chance(0.5) ? [96, 64] : [64, 96]
    const flips = { flipX: random.chance(0.5), flipY: random.chance(0.5) }
    const view = rotate90.apply({ ...plainView(), ...flips }, [], 1, random)
    expect(view.turns).not.toBe(0)
    const out = new Float32Array(width * height * 3)
    renderView(white, view, raw, { out, offset: 0, width, height })
    const seen = seeBox(view, shape, width, height)
    const bounds = boundsOfWhite(out, width, { x: 0, y: 0, width, height })
    if (seen === null || bounds === null) throw new Error(`seed 12, draw ${i}: the box left the view`)
    expect(farthestSide(bounds, seen.box)).toBeLessThanOrEqual(1.01)
  }
})

it('keeps the scale: a square stays a square of its size', () => {
  const shape = { x1: 0.45, y1: 0.4, x2: 0.55, y2: 0.6 }
  const sideOf = (turns: View['turns']) => {
    const box = seeBox({ ...plainView(), turns }, shape, 128, 64)?.box
    return box && [box.x2 - box.x1, box.y2 - box.y1].map((side) => Math.round(side * 1e6) / 1e6)
  }
  expect([sideOf(0), sideOf(1), sideOf(2), sideOf(3)]).toEqual([
    [12.8, 12.8],
    [12.8, 12.8],
    [12.8, 12.8],
    [12.8, 12.8],
  ])
})
