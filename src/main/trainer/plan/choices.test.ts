import { describe, expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import { MAX_SAMPLED_BOXES, sampleBoxes } from './boxSample'
import { coverageReport } from './coverageReport'
import { planRun } from './planRun'
import { countOutOfRange } from './sizeRange'
import type { PlanImage } from './types'

/** Pictures of one size with objects of these sizes in a row. */
function pictures(
  count: number,
  [width, height]: [number, number],
  sides: readonly (number | [number, number])[],
): PlanImage[] {
  return Array.from({ length: count }, (_, i) => {
    let x = 3
    const boxes = sides.map((side, k) => {
      const [w, h] = typeof side === 'number' ? [side, side] : side
      const box = { x1: x, y1: 5 + k, x2: x + w, y2: 5 + k + h, classIndex: 0, ignore: false }
      x += w + 7
      return box
    })
    return { width, height, split: i % 5 === 4 ? 'val' : 'train', boxes, marks: [] }
  })
}

const plan = (images: PlanImage[], config: TrainConfigInput = {}) =>
  planRun(images, 3, TrainConfig.parse(config))
const pathsOf = (images: PlanImage[], config: TrainConfigInput = {}) =>
  plan(images, config).choices.map(({ path }) => path)

describe('tiles', () => {
  // 4000 x 3000 with objects of 39 px: at 736 x 544 they are 7 px; 39 / 26 = 1.5 picture px an input px.
  const large = pictures(20, [4000, 3000], [39, 39, 39])

  it('come where the largest input still shows a quarter of the objects too small', () => {
    const { config, view, choices } = plan(large)
    expect(config.input.tiles).toMatchObject({ kind: 'on', scale: 1.5 })
    // 448 px as a square of this shape: 448 * sqrt(4 / 3) = 517, on the grid 512 x 384.
    expect(view).toEqual({ width: 512, height: 384, tileScale: 1.5 })
    expect(choices.find(({ path }) => path === 'input.tiles.kind')?.text).toContain('768 x 576 px')
  })

  it('grow with the largest objects', () => {
    // 500 px are 333 px of the input: more than half of any tile up to 640.
    const mixed = pictures(20, [4000, 3000], [39, 39, 39, 39, 39, 39, 500])
    expect(plan(mixed).view).toEqual({ width: 736, height: 544, tileScale: 1.5 })
  })

  it('stay away where the pictures hold no more than the input shows', () => {
    expect(plan(pictures(20, [1000, 750], [9, 9, 9])).config.input.tiles).toMatchObject({
      kind: 'off',
      scale: 1,
    })
    expect(plan(pictures(20, [4000, 3000], [400, 500])).view.tileScale).toBeNull()
  })

  it('are left to the person where the input is fixed, and obey the switch', () => {
    expect(plan(large, { input: { size: 320 } }).view.tileScale).toBeNull()
    expect(plan(large, { input: { tiles: { kind: 'off' } } }).view.tileScale).toBeNull()
    const forced = plan(large, { input: { size: 320, shape: 'square', tiles: { kind: 'on', scale: 2 } } })
    expect(forced.view).toEqual({ width: 320, height: 320, tileScale: 2 })
  })

  it('never enlarge a picture, and are counted into the steps', () => {
    const small = pictures(20, [4000, 3000], [12, 12, 12])
    expect(plan(small).view.tileScale).toBe(1)
    const off = plan(large, { schedule: { epochs: 1 }, input: { tiles: { kind: 'off' } } })
    expect(plan(large, { schedule: { epochs: 1 } }).stepsPerEpoch).toBeGreaterThan(off.stepsPerEpoch)
  })
})

describe('the level of stride 4', () => {
  const strides = (sides: number[], config: TrainConfigInput = {}) =>
    plan(pictures(10, [320, 320], sides), { input: { size: 320 }, ...config }).architecture.levels.map(
      ({ stride }) => stride,
    )

  it('comes where a fifth of the objects are under 16 px at the input', () => {
    expect(strides([15, 40, 40, 40, 40])[0]).toBe(4)
    expect(strides([15, 40, 40, 40, 40, 40])[0]).toBe(8)
    expect(strides([16, 16, 16])[0]).toBe(8)
  })

  it('obeys the switch, and is said only where it was chosen', () => {
    expect(strides([8, 8], { network: { stride4: 'off' } })[0]).toBe(8)
    expect(strides([90], { network: { stride4: 'on' } })[0]).toBe(4)
    const small = pictures(10, [320, 320], [10])
    expect(pathsOf(small, { input: { size: 320 } })).toContain('network.stride4')
    expect(pathsOf(small, { input: { size: 320 }, network: { stride4: 'on' } })).not.toContain(
      'network.stride4',
    )
  })

  it('costs time', () => {
    const images = pictures(10, [320, 320], [90])
    const seconds = (stride4: 'on' | 'off') =>
      plan(images, { network: { stride4 }, schedule: { epochs: 2 } }).estimatedSeconds
    expect(seconds('on')).toBeGreaterThan(1.2 * seconds('off'))
  })
})

describe('the input', () => {
  // Pictures of 640 x 480 at 256 x 192 are shown at two fifths of their size.
  it('is small where objects are large even so', () => {
    expect(plan(pictures(20, [640, 480], [130])).view).toMatchObject({ width: 256, height: 192 })
    expect(plan(pictures(20, [640, 480], [129])).view).toMatchObject({ width: 384, height: 288 })
    const said = plan(pictures(20, [640, 480], [200])).choices.find(({ path }) => path === 'input.size')
    expect(said?.text).toBe(
      'Pictures are shown to the network at 256 x 192, because their objects are large.',
    )
  })
})

describe('the level of stride 8', () => {
  const strides = (sides: number[], config: TrainConfigInput = {}) =>
    plan(pictures(100, [320, 320], sides), { input: { size: 320 }, ...config }).architecture.levels.map(
      ({ stride }) => stride,
    )

  it('is left out where all but one object in a hundred are 44 px and more', () => {
    expect(strides([44, 90])).toEqual([16, 32, 64])
    expect(strides([43, 90])).toEqual([8, 16, 32, 64])
  })

  it('obeys the switch, and is said only where it was chosen', () => {
    expect(strides([90], { network: { stride8: 'on' } })[0]).toBe(8)
    expect(strides([20], { network: { stride8: 'off' } })[0]).toBe(16)
    expect(strides([90], { network: { stride4: 'on' } }).slice(0, 2)).toEqual([4, 8])
    const large = pictures(10, [320, 320], [90])
    expect(pathsOf(large)).toContain('network.stride8')
    expect(pathsOf(large, { network: { stride8: 'off' } })).not.toContain('network.stride8')
  })
})

describe('class weights', () => {
  /** Pictures with so many boxes of each class. */
  const uneven = (counts: number[]) => {
    const [picture] = pictures(1, [320, 320], [90])
    const box = { x1: 0, y1: 0, x2: 90, y2: 90, ignore: false }
    const boxes = counts.flatMap((count, classIndex) =>
      Array.from({ length: count }, () => ({ ...box, classIndex })),
    )
    return [{ ...picture, boxes }]
  }
  const chosen = (counts: number[], config: TrainConfigInput = {}) =>
    planRun(uneven(counts), counts.length, TrainConfig.parse(config))

  it('come where one class has more than ten times the boxes of another, and are said', () => {
    const { config, choices } = chosen([110, 10, 0])
    expect(config.loss.classWeights).toMatchObject({ kind: 'sqrtInverse', scale: 'boxes' })
    expect(choices.find(({ path }) => path === 'loss.classWeights.kind')?.text).toContain('11 times')
    expect(chosen([100, 10, 0]).config.loss.classWeights.kind).toBe('none')
  })

  it('obey the settings', () => {
    const { config, choices } = chosen([500, 1], { loss: { classWeights: { kind: 'none' } } })
    expect(config.loss.classWeights.kind).toBe('none')
    expect(choices.some(({ path }) => path === 'loss.classWeights.kind')).toBe(false)
  })
})

describe('anchors', () => {
  it('take the shapes of the boxes by k-means, and fall back where no box has one', () => {
    const flat = pictures(40, [640, 640], [[120, 30]])
    const { architecture, config } = plan(flat, { anchors: { kind: 'kmeans' }, input: { size: 640 } })
    const shapes = architecture.levels.flatMap((level) => level.shapes)
    expect(shapes.every(([w, h]) => w === 120 && h === 30)).toBe(true)
    expect(config.anchors.scale).toBe(3)
    const none = flat.map((image) => ({ ...image, boxes: [] }))
    expect(plan(none, { anchors: { kind: 'kmeans' } }).architecture.levels).toHaveLength(4)
  })

  it('are SSD’s where asked for: two squares and two for each ratio above 1', () => {
    const { architecture } = plan(pictures(10, [320, 320], [60]), { anchors: { kind: 'ssd' } })
    expect(architecture.levels.map(({ shapes }) => shapes.length)).toEqual([4, 4, 4])
  })
})

describe('the network', () => {
  it('scores and judges as its loss needs it', () => {
    const images = pictures(10, [320, 320], [60])
    const loss = { classification: 'softmaxFocal', quality: 'iou' } as const
    const { architecture } = plan(images, { loss, network: { neck: 'ssd' } })
    expect(architecture).toMatchObject({ neck: 'ssd', scoring: 'softmax', quality: 'iou' })
    expect(plan(images, { loss: { classification: 'focal' } }).architecture).toMatchObject({
      neck: 'pathAggregation',
      scoring: 'sigmoid',
      quality: 'none',
    })
  })
})

describe('steps', () => {
  it('take eight pictures, four where the input is above a quarter of a megapixel, or what was asked for', () => {
    const batch = (size: number, batchSize: 'auto' | number = 'auto') =>
      plan(pictures(10, [640, 640], [60]), { input: { size }, schedule: { batchSize } }).config.schedule
        .batchSize
    expect([batch(480), batch(512), batch(512, 8), batch(320, 3)]).toEqual([8, 4, 8, 3])
  })

  it('warm up over 50 of a short run, a fifth of a very short one, three epochs of a long one, a tenth at most', () => {
    // Four fifths of the pictures are learnt from: steps an epoch are 8 % of their number at batch 10.
    const warmup = (count: number, epochs: number) => {
      const { config, totalSteps } = plan(pictures(count, [320, 320], [60]), {
        schedule: { epochs, batchSize: 10 },
      })
      return [totalSteps, config.schedule.warmupSteps]
    }
    expect(warmup(100, 5)).toEqual([40, 8])
    expect(warmup(100, 50)).toEqual([400, 50])
    expect(warmup(1000, 20)).toEqual([1600, 160])
    expect(warmup(1000, 100)).toEqual([8000, 240])
    expect(warmup(100, 300)).toEqual([2400, 100])
  })

  it('of several batches are fewer', () => {
    const images = pictures(100, [320, 320], [60])
    const steps = (accumulate: number) => plan(images, { schedule: { epochs: 1, accumulate } }).totalSteps
    expect([steps(1), steps(2), steps(5)]).toEqual([10, 5, 2])
  })
})

describe('what is said', () => {
  it('names a setting that exists for every choice', () => {
    const has = (value: unknown, path: string) =>
      path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value)
    for (const images of [pictures(20, [4000, 3000], [39]), pictures(20, [320, 320], [9, 300])]) {
      const { choices } = plan(images)
      expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length)
      for (const { path } of choices) {
        expect(has(TrainConfig.parse({}), path as string), path as string).toBeDefined()
      }
    }
  })

  it('follows the settings: no stillness where pictures are turned, noise where nothing was learnt before', () => {
    const images = pictures(20, [640, 480], [100])
    const texts = (config: TrainConfigInput) => plan(images, config).choices.map(({ text }) => text)
    expect(pathsOf(images)).toContain('augment.rotate90')
    expect(pathsOf(images, { augment: { rotate90: 0.5 } })).not.toContain('augment.rotate90')
    expect(pathsOf(images, { trunk: 'tiny' })).toContain('pretrained')
    expect(texts({ schedule: { freeze: 'trunk' } })).toContain(
      'The trunk keeps what it learnt from COCO; only neck and heads learn.',
    )
    // 400 and 1600 updates: 1 / (1 - 400 / 409) = 45.4 is less than 1 / 0.02, then it is not.
    const kept = (epochs: number) => ({ optimizer: { emaDecay: 0.98 }, schedule: { epochs, batchSize: 2 } })
    const average = (steps: number) =>
      `The model that is kept is an average over about the last ${steps} steps.`
    expect(texts(kept(50))).toContain(average(45))
    expect(texts(kept(200))).toContain(average(50))
    expect(texts({ schedule: { earlyStop: { patience: 4 } } })).toContain(
      'Training stops early when validation AP has not risen for 4 checks in a row.',
    )
  })

  it('lets the first layers learn too in a long run on many pictures, and not otherwise', () => {
    const freezeOf = (numPictures: number, epochs: number, schedule = {}) =>
      plan(pictures(numPictures, [640, 480], [100]), { schedule: { epochs, batchSize: 8, ...schedule } })
        .config.schedule.freeze
    // Four fifths are learnt from: 1040 x 40 / 8 = 5200 steps.
    expect(freezeOf(1300, 40)).toBe('none')
    expect(freezeOf(1300, 10)).toBe('stem')
    expect(freezeOf(200, 400)).toBe('stem')
    expect(freezeOf(1300, 40, { freeze: 'trunk' })).toBe('trunk')
  })

  it('admits that only some of very many boxes were looked at', () => {
    const many = pictures(100, [1000, 1000], new Array(60).fill(9))
    // 80 pictures to learn from with 60 boxes each.
    const sample = sampleBoxes(many.filter(({ split }) => split === 'train'))
    expect([sample.total, sample.boxes.length]).toEqual([4800, MAX_SAMPLED_BOXES])
    expect(plan(many).choices[0]).toEqual({
      text: 'Sizes are judged by 4\u202f000 of the 4\u202f800 boxes, evenly drawn.',
      path: null,
    })
  })
})

describe('coverage', () => {
  const report = (images: PlanImage[], config: TrainConfigInput = {}) => {
    const found = plan(images, config)
    const sample = sampleBoxes(images.filter(({ split }) => split === 'train'))
    return coverageReport(sample, found.view, found.anchors, found.config)
  }

  it('counts by size what some anchor overlaps by half', () => {
    // 24 px is an anchor itself. 5 px under one of at least 16 px: 25 / 256 at most.
    const { share, bins, mend } = report(pictures(50, [320, 320], [24, 24, 24, 24, 24, 5]), {
      input: { size: 320 },
    })
    expect(share).toBeCloseTo(5 / 6, 9)
    expect(bins[0]).toEqual({ fromPx: 0, toPx: 8, boxes: 40, covered: 0 })
    expect(bins.at(-1)).toEqual({ fromPx: 24, toPx: 32, boxes: 200, covered: 200 })
    expect(bins.reduce((sum, { boxes }) => sum + boxes, 0)).toBe(240)
    expect(mend).not.toBeNull()
  })

  it('offers what covers more: a finer level for small objects, longer anchors for long ones', () => {
    const small = report(pictures(20, [320, 320], [11, 11, 11]), {
      input: { size: 320 },
      network: { stride4: 'off' },
    })
    expect(small.mend).toMatchObject({ changes: [{ path: 'network.stride4', value: 'on' }] })
    const long = report(pictures(20, [320, 320], [[180, 30]]), { input: { size: 320 } })
    expect(long.mend).toMatchObject({ changes: [{ path: 'anchors.ratios' }] })
  })

  it('has nothing to offer where all is covered, or nothing is there', () => {
    expect(report(pictures(20, [320, 320], [24, 48]), { input: { size: 320 } })).toMatchObject({
      share: 1,
      mend: null,
    })
    const none = pictures(5, [320, 320], [])
    expect(report(none)).toEqual({ share: 1, bins: [], mend: null })
  })
})

it('counts boxes outside of the size range at the input, but not ignored ones', () => {
  const images = pictures(5, [640, 640], [20, 60, 200])
  const { view } = plan(images, { input: { size: 320 } })
  // Sides are 10, 30 and 100 px of the input, in four pictures to learn from.
  const count = (minPx: number, maxPx: number | null) =>
    countOutOfRange(images, view, { loss: TrainConfig.parse({ loss: { sizeRange: { minPx, maxPx } } }).loss })
  expect([count(0, null), count(10, null), count(11, null), count(31, 99)]).toEqual([0, 0, 4, 12])
  const ignored = images.map((image) => ({
    ...image,
    boxes: image.boxes.map((box) => ({ ...box, ignore: true })),
  }))
  expect(countOutOfRange(ignored, view, TrainConfig.parse({ loss: { sizeRange: { minPx: 500 } } }))).toBe(0)
})
