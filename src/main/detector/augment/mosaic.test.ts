import { expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { AugmentConfig } from '../../../shared/training/config/augment'
import { drawScene } from './index'
import { mosaic } from './mosaic'
import { renderScene } from './renderScene'
import { type SceneContext, seeInPart } from './scene'
import { boundsOfWhite, farthestSide, raw, whiteBox } from './testing/whiteBox'
import { plainView } from './types'

const input = { width: 160, height: 128 }
const shapes = [
  { x1: 0.2, y1: 0.25, x2: 0.5, y2: 0.6 },
  { x1: 0.5, y1: 0.5, x2: 0.8, y2: 0.9 },
  { x1: 0.1, y1: 0.6, x2: 0.6, y2: 0.8 },
]
const samples = shapes.map((shape) => ({
  frame: { x1: 0, y1: 0, x2: 1, y2: 1 },
  boxes: [{ ...shape, classIndex: 0, ignore: false }],
}))
const pictures = shapes.map((shape) => whiteBox(200, 160, shape))
const settings = AugmentConfig.parse({ mosaic: 1, rotate90: 0.5, flipVertical: true, color: 0 })
const context: SceneContext = { samples, settings, input, progress: 0 }
const whole = { parts: [{ sample: 1, view: plainView(), x: 0, y: 0, ...input, featherPx: 0 }] }

it('keeps boxes on their objects in all four pictures, 60 times', () => {
  let numSeen = 0
  for (let i = 0; i < 60; i++) {
    const scene = mosaic.apply(whole, context, 1, createRandom(21, i))
    const out = new Float32Array(input.width * input.height * 3).fill(Number.NaN)
    renderScene(scene, (sample) => pictures[sample] as never, raw, { out, offset: 0, ...input })
    expect(out.some(Number.isNaN)).toBe(false)
    for (const part of scene.parts) {
      const seen = seeInPart(part, shapes[part.sample] as never)
      if (seen === null) continue
      const bounds = boundsOfWhite(out, input.width, part)
      numSeen++
      // A rest of under two px may be darker than half.
      if (bounds === null) expect(seen.ignore).toBe(true)
      else expect(farthestSide(bounds, seen.box), `seed 21, scene ${i}`).toBeLessThanOrEqual(1.01)
    }
  }
  expect(numSeen).toBeGreaterThan(100)
})

it('shows the picture whose turn it is in every quarter, and four that fill the input', () => {
  const quarters = new Set<number>()
  for (let i = 0; i < 40; i++) {
    const { parts } = mosaic.apply(whole, { ...context, samples: [...samples] }, 1, createRandom(22, i))
    expect(parts.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(input.width * input.height)
    quarters.add(parts.findIndex(({ sample }) => sample === 1))
  }
  expect([...quarters].sort()).toEqual([0, 1, 2, 3])
})

it('puts a corner of each picture at the meeting point', () => {
  const plain = AugmentConfig.parse({ flipHorizontal: false, color: 0 })
  const { parts } = mosaic.apply(whole, { ...context, settings: plain }, 1, createRandom(23))
  const [topLeft, topRight, lowLeft, lowRight] = parts.map(({ view }) => view.window)
  expect([topLeft?.x2, topLeft?.y2, topRight?.x1, topRight?.y2]).toEqual([1, 1, 0, 1])
  expect([lowLeft?.x2, lowLeft?.y1, lowRight?.x1, lowRight?.y1]).toEqual([1, 0, 0, 0])
})

it('is over for the last 15 % of a run, and the same for the same seed', () => {
  const at = (progress: number) => drawScene(1, { ...context, progress }, createRandom(24)).parts.length
  expect([at(0), at(0.84), at(0.85), at(1)]).toEqual([4, 4, 1, 1])
  const draw = () => drawScene(1, context, createRandom(25))
  expect(draw()).toEqual(draw())
})
