import { expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../shared/training/config/index'
import { TrainingPlan } from '../../shared/training/run'
import type { TrainingData } from '../project/trainJob'
import { describePlan } from './trainingPlan'

/** Thirty pictures of 640 x 480: two boxes of the first class and one of the second in each. */
function data(changes: Partial<TrainingData> = {}): TrainingData {
  const box = (x1: number, side: number, classIndex: number) => ({
    x1,
    y1: 20,
    x2: x1 + side,
    y2: 20 + side,
    classIndex,
    ignore: false,
    occluded: false,
  })
  return {
    classes: ['cat', 'dog'],
    images: Array.from({ length: 30 }, (_, i) => ({
      id: `p${i}`,
      file: `/pictures/${i}.jpg`,
      width: 640,
      height: 480,
      split: i % 10 === 9 ? 'test' : i % 10 === 8 ? 'val' : 'train',
      boxes: [box(20, 100, 0), box(200, 110, 0), box(400, 120, 1)],
      marks: [],
    })),
    problems: [],
    numHardNegatives: 0,
    ...changes,
  }
}

const describeWith = (config: TrainConfigInput = {}, changes: Partial<TrainingData> = {}) =>
  describePlan(data(changes), TrainConfig.parse(config))

it('fills everything, as the contract has it', () => {
  const plan = describeWith()
  expect(TrainingPlan.parse(plan)).toEqual(plan)
  expect(plan).toMatchObject({ numTrain: 24, numVal: 3, numTest: 3, inputWidth: 384, inputHeight: 288 })
  expect(plan.sentence).toBe(
    '24 pictures to learn from and 3 to check on, 2 classes; about 3 minutes on this computer.',
  )
  expect(plan.steps).toBe(plan.epochs * 3)
  expect(plan.coverage?.share).toBe(1)
  expect(plan.problems).toEqual([])
})

it('shows each class as the loss will see it', () => {
  const { classes } = describeWith({ loss: { classWeights: { kind: 'inverse' } } })
  // 48 and 24 boxes: 1/48 and 1/24, scaled to add up to 2.
  expect(classes).toEqual([
    { name: 'cat', boxes: 48, images: 24, weight: expect.closeTo(2 / 3, 9) },
    { name: 'dog', boxes: 24, images: 24, weight: expect.closeTo(4 / 3, 9) },
  ])
  expect(describeWith().classes.map(({ weight }) => weight)).toEqual([1, 1])
})

it('counts what the size range leaves out, and mentions tiles and marks only where there are some', () => {
  const plan = describeWith({
    loss: { sizeRange: { minPx: 63 } },
    input: { size: 384, tiles: { kind: 'on', scale: 1 } },
  })
  expect(plan.numOutOfRange).toBe(0)
  expect(plan.sentence).toContain('2 classes, cut into tiles;')
  // At 384 x 288 the sides are 60, 66 and 72 px.
  expect(describeWith({ loss: { sizeRange: { minPx: 63 } } }).numOutOfRange).toBe(24)
  expect(describeWith({}, { numHardNegatives: 2 }).sentence).toContain('2 classes, 2 hard negatives;')
})

it('stops short where something blocks, without a throw for weights of classes that are gone', () => {
  const blocked = describeWith(
    { loss: { classWeights: { kind: 'manual', manual: { cow: 2, dog: 3 } } } },
    {
      images: [],
      problems: [{ severity: 'blocks', code: 'no-boxes', message: 'No.', hint: 'Draw.', mend: null }],
    },
  )
  expect(TrainingPlan.parse(blocked)).toEqual(blocked)
  expect(blocked).toMatchObject({ steps: 0, coverage: null, choices: [] })
  expect(blocked.classes.map(({ weight }) => weight)).toEqual([1, 3])
})

it('names pictures that look alike over splits', () => {
  const plan = describePlan(data(), TrainConfig.parse({}), {
    twins: [{ heldId: 'p8', trainId: 'p1' }] as never,
  })
  expect(plan.problems.map(({ code }) => code)).toEqual(['twins-over-splits'])
})
