import { describe, expect, it } from 'vitest'
import { area, type Box, intersectionArea } from '../../../shared/geometry/box'
import { createRandom } from '../../../shared/random'
import { AugmentConfig } from '../../../shared/training/config/augment'
import { copyPaste } from './copyPaste'
import { drawScene } from './index'
import { renderScene } from './renderScene'
import { type SceneContext, seeInPart } from './scene'
import { boundsOfWhite, farthestSide, raw, whiteBox } from './testing/whiteBox'
import { plainView } from './types'

const input = { width: 160, height: 128 }
const frame = { x1: 0, y1: 0, x2: 1, y2: 1 }
const sampleOf = (...boxes: (Box & { classIndex: number; ignore?: boolean })[]) => ({
  frame,
  boxes: boxes.map((box) => ({ ignore: false, ...box })),
})
const rare = { x1: 0.3, y1: 0.25, x2: 0.55, y2: 0.6, classIndex: 1 }
const common = { x1: 0.1, y1: 0.1, x2: 0.5, y2: 0.6, classIndex: 0 }
const samples = [sampleOf(common), sampleOf(rare), sampleOf(common), sampleOf(common)]
const pictures = [
  whiteBox(200, 160, { x1: 0, y1: 0, x2: 0, y2: 0 }),
  whiteBox(200, 160, rare),
  whiteBox(200, 160, common),
  whiteBox(200, 160, common),
]
const context: SceneContext = {
  samples,
  settings: AugmentConfig.parse({ copyPaste: 1 }),
  input,
  progress: 0,
}
const base = { parts: [{ sample: 0, view: plainView(), x: 0, y: 0, ...input, featherPx: 0 }] }

describe('pasted objects', () => {
  it('lie where their boxes say, whole, and hide less than 0.3 of what is there, 60 times', () => {
    let pasted = 0
    for (let i = 0; i < 60; i++) {
      const scene = copyPaste.apply(base, context, 1, createRandom(31, i))
      const out = new Float32Array(input.width * input.height * 3)
      renderScene(scene, (sample) => pictures[sample] as never, raw, { out, offset: 0, ...input })
      const boxes = scene.parts.map(
        (part) => seeInPart(part, samples[part.sample]?.boxes[0] as Box)?.box as Box,
      )
      for (const [k, part] of scene.parts.entries()) {
        if (k === 0) continue
        pasted++
        const box = boxes[k] as Box
        for (const [other, there] of boxes.entries()) {
          if (other === k) continue
          const shared = intersectionArea(box, there) / Math.min(area(box), area(there))
          expect(shared, `seed 31, scene ${i}`).toBeLessThan(0.3)
        }
        // Two pasted ones may touch: then their white runs together.
        if (scene.parts.length > 2) continue
        const bounds = boundsOfWhite(out, input.width, part)
        expect(farthestSide(bounds as Box, box), `seed 31, scene ${i}`).toBeLessThanOrEqual(1.01)
      }
    }
    expect(pasted).toBeGreaterThan(60)
  })

  it('are of classes with fewer boxes than the median, or small', () => {
    const pastedFrom = (all: typeof samples) => {
      const from = new Set<number>()
      for (let i = 0; i < 30; i++) {
        const { parts } = copyPaste.apply(base, { ...context, samples: all }, 1, createRandom(32, i))
        for (const { sample } of parts.slice(1)) from.add(sample)
      }
      return [...from].sort()
    }
    expect(pastedFrom(samples)).toEqual([1])
    const tiny = { x1: 0.4, y1: 0.4, x2: 0.5, y2: 0.5, classIndex: 0 }
    expect(pastedFrom([...samples, sampleOf(tiny)])).toEqual([1, 4])
    // What teaches nothing is not pasted, nor is what its tile cuts off.
    expect(pastedFrom([sampleOf(common), sampleOf(common), sampleOf({ ...rare, ignore: true })])).toEqual([])
    const half = { frame: { x1: 0, y1: 0, x2: 0.4, y2: 1 }, boxes: sampleOf(rare).boxes }
    expect(pastedFrom([sampleOf(common), sampleOf(common), half])).toEqual([])
  })

  it('fade into what lies below them over their margin', () => {
    const scene = copyPaste.apply(base, context, 1, createRandom(33))
    const [, part] = scene.parts
    if (part === undefined) throw new Error('seed 33 pastes nothing')
    const white = { ...pictures[0], rgb: new Uint8Array(200 * 160 * 3).fill(255) }
    const out = new Float32Array(input.width * input.height * 3)
    const only = { parts: [base.parts[0] as typeof part, part] }
    renderScene(only, (sample) => (sample === 0 ? pictures[0] : white) as never, raw, {
      out,
      offset: 0,
      ...input,
    })
    const middle = (part.y + Math.floor(part.height / 2)) * input.width
    const row = Array.from({ length: part.featherPx + 1 }, (_, x) => out[(middle + part.x + x) * 3] as number)
    for (const [x, value] of row.entries()) {
      expect(value).toBeCloseTo(255 * Math.min(1, (x + 0.5) / part.featherPx), 3)
    }
  })
})

it('leaves the draws of the view alone: switched off, a scene is the plain view of before', () => {
  const off = { ...context, settings: AugmentConfig.parse({}) }
  const on = { ...context, settings: AugmentConfig.parse({ copyPaste: 1 }) }
  for (let i = 0; i < 20; i++) {
    const { parts } = drawScene(0, off, createRandom(34, i))
    expect(parts).toHaveLength(1)
    expect(drawScene(0, on, createRandom(34, i)).parts[0]).toEqual(parts[0])
  }
})
