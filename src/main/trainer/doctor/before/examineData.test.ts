import { describe, expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../../../shared/training/config/index'
import { sampleBoxes } from '../../plan/boxSample'
import { plannedClasses } from '../../plan/classes'
import { coverageReport } from '../../plan/coverageReport'
import { planRun } from '../../plan/planRun'
import { countOutOfRange } from '../../plan/sizeRange'
import type { PlanBox } from '../../plan/types'
import { examineData } from './index'
import type { PatientImage } from './types'

const box = (x1: number, y1: number, side: number, classIndex = 0): PlanBox => ({
  x1,
  y1,
  x2: x1 + side,
  y2: y1 + side,
  classIndex,
  ignore: false,
})

/** A picture of 640 x 480 with these boxes. */
const picture = (id: string, split: 'train' | 'val' | 'test', boxes: PlanBox[]): PatientImage => ({
  id,
  width: 640,
  height: 480,
  split,
  boxes,
  marks: [],
})

/** Thirty pictures without a fault: two classes, two boxes of each in every picture. */
function healthy(): PatientImage[] {
  return Array.from({ length: 30 }, (_, i) =>
    picture(`p${i}`, i % 5 === 4 ? 'val' : 'train', [
      box(20, 20, 100),
      box(200, 30, 110),
      box(20, 200, 120, 1),
      box(330, 200, 130, 1),
    ]),
  )
}

function examine(
  images: PatientImage[],
  { classes = ['cat', 'dog'], config: input = {} as TrainConfigInput, twins = [] as never[] } = {},
) {
  const config = TrainConfig.parse(input)
  const plan = planRun(images, classes.length, config)
  const sample = sampleBoxes(images.filter(({ split }) => split === 'train'))
  return examineData({
    classes,
    images,
    config,
    plan,
    sample,
    coverage: coverageReport(sample, plan.view, plan.anchors, plan.config),
    perClass: plannedClasses({ classes, images }, config),
    numOutOfRange: countOutOfRange(images, plan.view, config),
    twins,
  })
}

const codes = (...examined: Parameters<typeof examine>) => examine(...examined).map(({ code }) => code)
const only = (code: string, ...examined: Parameters<typeof examine>) => {
  const problems = examine(...examined)
  expect(problems.map((problem) => problem.code)).toEqual([code])
  const problem = problems[0]
  if (problem === undefined) throw new Error('no problem')
  expect(problem.message).toMatch(/^[A-Z0-9].*\.$/)
  expect(problem.hint).toMatch(/^[A-Z].*\.$/)
  return problem
}

it('finds nothing in pictures without a fault', () => {
  expect(examine(healthy())).toEqual([])
})

describe('boxes', () => {
  it('that reach out of their picture, or are under a pixel, are counted and shown', () => {
    const images = healthy()
    images[3] = picture('p3', 'train', [...images[3].boxes, box(600, 400, 90), box(10, 470.5, 10)])
    images[7] = picture('p7', 'train', [...images[7].boxes, box(50, 400, 0.5)])
    const problem = only('broken-boxes', images)
    // 600 + 90 > 640; 470.5 + 10 is within a pixel of 480.
    expect(problem.message).toContain('1 box reaches out of its picture, 1 box is under a pixel')
    expect(problem.mend).toEqual({ kind: 'pictures', label: 'Show the pictures', imageIds: ['p3', 'p7'] })
  })

  it('that lie on one another are doubles where the class is the same and IoU is above 0.9', () => {
    const images = healthy()
    // 100 x 100 moved by 4 px: IoU 96 / 104 = 0.923; by 6 px: 94 / 106 = 0.887.
    images[0] = picture('p0', 'train', [...images[0].boxes, box(24, 20, 100)])
    images[1] = picture('p1', 'train', [...images[1].boxes, box(26, 20, 100)])
    images[2] = picture('p2', 'train', [...images[2].boxes, box(24, 20, 100, 1)])
    const problem = only('doubled-boxes', images)
    expect(problem.message).toMatch(/^1 box lies/)
    expect(problem.mend).toMatchObject({ imageIds: ['p0'] })
  })

  it('that the input shrinks to nothing ask for a larger input where the size was fixed', () => {
    // 10 px of 640 are 3.5 px at an input of 224.
    const images = healthy().map((image) => ({
      ...image,
      boxes: image.boxes.map(({ x1, y1, classIndex }) => box(x1, y1, 10, classIndex)),
    }))
    const [problem] = examine(images, { config: { input: { size: 224 } } })
    expect(problem?.code).toBe('tiny-objects')
    expect(problem?.mend).toMatchObject({ changes: [{ path: 'input.size', value: 'auto' }] })
  })

  it('outside of the size range are a warning from a fifth on, and block where none is left', () => {
    // At 384 x 288 sides are 0.6 of the picture's: 60, 66, 72 and 78 px.
    const range = (minPx: number) => ({ config: { loss: { sizeRange: { minPx } } } })
    expect(codes(healthy(), range(50))).toEqual([])
    const problem = only('size-range', healthy(), range(63))
    expect(problem.severity).toBe('warns')
    expect(problem.message).toContain('25\u00a0%')
    expect(only('size-range', healthy(), range(100)).severity).toBe('blocks')
  })

  it('that no anchor covers ask for anchors that do', () => {
    // Long flat boxes, 8 to 1: beyond the ratios 1 to 2.
    const images = healthy().map((image) => ({
      ...image,
      boxes: image.boxes.map(({ x1, y1, classIndex }) => ({ ...box(x1, y1, 40, classIndex), x2: x1 + 320 })),
    }))
    const problem = examine(images).find(({ code }) => code === 'anchors-miss')
    expect(problem?.message).toContain('100\u00a0% of the boxes')
    expect(problem?.mend?.kind).toBe('settings')
  })
})

describe('classes', () => {
  it('with few boxes, or all in one picture, are named', () => {
    const images = healthy()
    images[0] = picture('p0', 'train', [...images[0].boxes, box(300, 350, 40, 2)])
    images[4] = picture('p4', 'val', [...images[4].boxes, box(300, 350, 40, 3)])
    const problem = examine(images, { classes: ['cat', 'dog', 'owl', 'fox'] }).find(
      ({ code }) => code === 'scarce-class',
    )
    expect(problem?.message).toContain('owl (1 in one picture) and fox (none to learn from)')
    expect(problem?.mend).toMatchObject({ imageIds: ['p0', 'p4'] })
  })

  it('that are ten times as many as another: rare pictures are repeated, rare boxes weigh more', () => {
    const crowd = (count: number) =>
      Array.from({ length: count }, (_, i) => box(20 + (i % 5) * 110, 20 + Math.floor(i / 5) * 50, 45))
    const inEach = healthy().map((image) => ({ ...image, boxes: [...crowd(20), box(20, 300, 120, 1)] }))
    const even = { config: { loss: { classWeights: { kind: 'none' as const } } } }
    expect(only('dominant-class', inEach, even).mend).toMatchObject({
      changes: [{ path: 'loss.classWeights.kind', value: 'auto' }],
    })
    // By itself the loss sees to it.
    expect(codes(inEach)).toEqual([])
    // 24 pictures to learn from, 10 boxes of the rare class in two of them: a share of 0.083.
    const inTwo = healthy().map((image, i) => ({
      ...image,
      boxes: [...crowd(20), ...(i < 2 ? [0, 1, 2, 3, 4].map((k) => box(20 + k * 110, 300, 100, 1)) : [])],
    }))
    const problem = only('dominant-class', inTwo, even)
    expect(problem.message).toContain('48 times as many boxes of cat as of dog (480 to 10)')
    expect(problem.mend).toMatchObject({ changes: [{ path: 'sampling.kind', value: 'repeatFactor' }] })
    expect(codes(inTwo, { config: { ...even.config, sampling: { kind: 'repeatFactor' } } })).toEqual([])
  })

  it('whose names tell sides are not to be mirrored unseen', () => {
    expect(only('mirrored-names', healthy(), { classes: ['turnLeft', 'dog'] }).mend).toMatchObject({
      changes: [{ path: 'augment.flipHorizontal', value: false }],
    })
    expect(codes(healthy(), { classes: ['arrow_up', 'dog'] })).toEqual(['mirrored-names'])
    expect(codes(healthy(), { classes: ['bright', 'leftover'] })).toEqual([])
    const off = { augment: { flipHorizontal: false } }
    expect(codes(healthy(), { classes: ['left', 'right'], config: off })).toEqual([])
    const letters = healthy().map((image) => ({
      ...image,
      boxes: [...image.boxes, box(500, 20, 100, 2)],
    }))
    expect(codes(letters, { classes: ['A', 'B', '7'] })).toEqual(['mirrored-names'])
  })

  it('that settings name but the project does not have block a run; the mend keeps the others', () => {
    const config: TrainConfigInput = {
      loss: { classWeights: { kind: 'manual', manual: { cat: 2, cow: 3 } } },
    }
    const problem = only('config-invalid', healthy(), { config })
    expect(problem.severity).toBe('blocks')
    expect(problem.message).toContain('cow')
    expect(problem.mend).toMatchObject({
      changes: [
        { path: 'loss.classWeights.manual', value: { cat: 2 } },
        { path: 'loss.focal.alphaByClass', value: {} },
      ],
    })
  })
})

describe('pictures', () => {
  it('under twenty are few', () => {
    const problem = only('too-few-images', healthy().slice(0, 15))
    expect(problem.message).toContain('12 pictures to learn from are few')
  })

  it('to check on are missed, and so are their boxes', () => {
    const train = healthy().map((image) => ({ ...image, split: 'train' as const }))
    expect(only('no-validation', train).message).toContain('No picture is set aside')
    const empty = healthy().map((image) => (image.split === 'val' ? { ...image, boxes: [] } : image))
    expect(only('no-validation', empty).message).toContain('No picture to check on has a box')
  })

  it('to check on are needed where alpha and gamma learn from them', () => {
    const train = healthy().map((image) => ({ ...image, split: 'train' as const }))
    const learnable = (signal: 'train' | 'val') => ({
      config: { loss: { classification: 'focal', focusing: { kind: 'learnable', signal } } } as const,
    })
    const codes = (images: PatientImage[], signal: 'train' | 'val') =>
      examine(images, learnable(signal)).map(({ code }) => code)
    const problem = examine(train, learnable('val')).find(({ code }) => code === 'focus-without-validation')
    expect(problem?.mend).toEqual({
      kind: 'settings',
      label: 'Learn them from the training loss',
      changes: [{ path: 'loss.focusing.signal', value: 'train' }],
    })
    expect(codes(train, 'train')).not.toContain('focus-without-validation')
    expect(codes(healthy(), 'val')).not.toContain('focus-without-validation')
  })

  it('that look like one to learn from are shown beside it', () => {
    const twins = [
      { heldId: 'p4', trainId: 'p1' },
      { heldId: 'p9', trainId: 'p1' },
    ] as never[]
    const problem = only('twins-over-splits', healthy(), { twins })
    expect(problem.message).toContain('2 pictures to check on look just like one to learn from')
    expect(problem.mend?.kind).toBe('splits')
  })
})
