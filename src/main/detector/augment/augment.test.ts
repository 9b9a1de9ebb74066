import { describe, expect, it } from 'vitest'
import type { Box } from '../../../shared/geometry/box'
import { createRandom } from '../../../shared/random'
import { AugmentConfig } from '../../../shared/training/config/augment'
import { drawView } from './drawView'
import { augmentations } from './index'
import { renderView } from './renderView'
import { plainView, type View } from './types'
import { seeBox } from './viewBoxes'

const WIDTH = 160
const HEIGHT = 128
const raw = { mean: [0, 0, 0], std: [1, 1, 1] } as const
/** A white rectangle on black: what a view does to it, it must do to its box. */
const SHAPE: Box = { x1: 0.3, y1: 0.25, x2: 0.6, y2: 0.75 }

function picture() {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3)
  for (let y = HEIGHT * SHAPE.y1; y < HEIGHT * SHAPE.y2; y++) {
    rgb.fill(255, (y * WIDTH + WIDTH * SHAPE.x1) * 3, (y * WIDTH + WIDTH * SHAPE.x2) * 3)
  }
  return { width: WIDTH, height: HEIGHT, rgb }
}

function render(view: View, width = 96, height = 80): Float32Array {
  const out = new Float32Array(width * height * 3)
  renderView(picture(), view, raw, { out, offset: 0, width, height })
  return out
}

/** Smallest box around everything brighter than half. */
function boundsOfWhite(out: Float32Array, width: number, height: number): Box {
  const box = { x1: width, y1: height, x2: 0, y2: 0 }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((out[(y * width + x) * 3] as number) <= 127) continue
      box.x1 = Math.min(box.x1, x)
      box.y1 = Math.min(box.y1, y)
      box.x2 = Math.max(box.x2, x + 1)
      box.y2 = Math.max(box.y2, y + 1)
    }
  }
  return box
}

describe('a view', () => {
  it.each(['crop', 'zoomOut', 'flipHorizontal', 'flipVertical'] as const)(
    '%s keeps the box on its object, 50 times',
    (name) => {
      const random = createRandom(5)
      for (let i = 0; i < 50; i++) {
        const view = augmentations[name].apply(plainView(), [SHAPE], 1, random)
        const seen = seeBox(view, SHAPE, 96, 80)
        expect(seen).not.toBeNull()
        const white = boundsOfWhite(render(view), 96, 80)
        for (const side of ['x1', 'y1', 'x2', 'y2'] as const) {
          expect(Math.abs(white[side] - (seen?.box[side] ?? Number.NaN))).toBeLessThanOrEqual(1.01)
        }
      }
    },
  )

  it('flipped twice is the picture again', () => {
    const random = createRandom(1)
    const once = augmentations.flipHorizontal.apply(plainView(), [], 1, random)
    const twice = augmentations.flipHorizontal.apply(once, [], 1, random)
    expect(render(once)).not.toEqual(render(plainView()))
    expect(render(twice)).toEqual(render(plainView()))
  })

  it('is the same for the same seed, epoch and place, and another one elsewhere', () => {
    const settings = AugmentConfig.parse({ crop: 0.5, zoomOut: 0.5, flipVertical: true, color: 1 })
    const draw = (...seed: number[]) => drawView(settings, [SHAPE], createRandom(...seed))
    expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3))
    expect(draw(1, 2, 3)).not.toEqual(draw(1, 2, 4))
  })

  it('leaves everything alone where every share is 0', () => {
    const settings = AugmentConfig.parse({ crop: 0, zoomOut: 0, flipHorizontal: false, color: 0 })
    expect(drawView(settings, [SHAPE], createRandom(1))).toEqual(plainView())
  })

  it('shows the mean colour, 0 after normalisation, beyond the picture', () => {
    const view = { ...plainView(), window: { x1: -1, y1: 0, x2: 1, y2: 1 } }
    const out = new Float32Array(4 * 2 * 3).fill(9)
    const white = { width: 2, height: 2, rgb: new Uint8Array(12).fill(255) }
    renderView(
      white,
      view,
      { mean: [55, 55, 55], std: [100, 100, 100] },
      { out, offset: 0, width: 4, height: 2 },
    )
    expect([...out.slice(0, 12)]).toEqual([0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2])
  })
})

describe('colour', () => {
  it('never moves a box and leaves grey grey', () => {
    const random = createRandom(3)
    for (let i = 0; i < 20; i++) {
      const view = augmentations.color.apply(plainView(), [], 1, random)
      expect(view.window).toEqual(plainView().window)
      const [first, second, third] = [0, 3, 6].map((row) => {
        const weights = view.color?.matrix.slice(row, row + 3) ?? []
        return weights.reduce((sum, weight) => sum + weight, 0)
      })
      expect(second).toBeCloseTo(first as number, 9)
      expect(third).toBeCloseTo(first as number, 9)
    }
  })

  it('is cut to the range of colours', () => {
    const view = {
      ...plainView(),
      color: { matrix: [2, 0, 0, 0, 1, 0, 0, 0, 1], offset: [0, -300, 5] as const },
    }
    const out = new Float32Array(3)
    const one = { width: 1, height: 1, rgb: Uint8Array.of(200, 200, 200) }
    renderView(one, view as View, raw, { out, offset: 0, width: 1, height: 1 })
    expect([...out]).toEqual([255, 0, 205])
  })
})

describe('a box in a view', () => {
  const window = (x1: number, x2: number): View => ({ ...plainView(), window: { x1, y1: 0, x2, y2: 1 } })
  const box: Box = { x1: 0, y1: 0.4, x2: 0.5, y2: 0.6 }

  it.each([
    ['whole', window(0, 1), { ignore: false, x1: 0, x2: 50 }],
    ['half of it left', window(0.25, 1), { ignore: false, x1: 0, x2: (0.25 / 0.75) * 100 }],
    [
      'a tenth of it left: neither object nor background',
      window(0.45, 1),
      { ignore: true, x1: 0, x2: (0.05 / 0.55) * 100 },
    ],
  ])('%s', (_, view, expected) => {
    const seen = seeBox(view, box, 100, 100)
    expect(seen?.ignore).toBe(expected.ignore)
    expect(seen?.box.x1).toBeCloseTo(expected.x1, 9)
    expect(seen?.box.x2).toBeCloseTo(expected.x2, 9)
  })

  it('is gone where next to nothing of it is left', () => {
    expect(seeBox(window(0.49, 1), box, 100, 100)).toBeNull()
    expect(seeBox(window(0.6, 1), box, 100, 100)).toBeNull()
  })

  it('is ignored where it became too thin to learn', () => {
    expect(seeBox(plainView(), { x1: 0.1, y1: 0.1, x2: 0.11, y2: 0.9 }, 100, 100)?.ignore).toBe(true)
  })
})
