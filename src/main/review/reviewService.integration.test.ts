import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { NewRun, RunRecord } from '../../shared/training/run'
import { addBoxes, createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { detectionsOf, giveVerdict, queue } from './reviewService'

/**
 * Two validation pictures, classes `class 0` and `class 1`.
 * Picture 1: ground truth A (class 0) at 10..30 x 20..40, B (class 1) at 100..140 x 20..60.
 * Picture 2: ground truth C (class 0) at 50..90 x 50..90, and nothing else.
 */
const NOW = 5000
let test: TestProject
let run: RunRecord
let truths: { a: BoxRecord; b: BoxRecord; c: BoxRecord }

const runFields = (classes: string[]): NewRun => ({
  status: 'finished',
  preset: 'quick',
  startedAt: 1000,
  finishedAt: 2000,
  config: defaultTrainConfig(),
  classes,
  numTrain: 0,
  numVal: 2,
  numHardNegatives: 0,
  revision: 1,
  backend: null,
  summary: null,
  val: null,
  reviewable: true,
  error: null,
})

function seen(classIndex: number, score: number, [x1, y1, x2, y2]: number[]): Detection {
  const { id, name } = test.classes[classIndex]
  return { classId: id, className: name, score, x1, y1, x2, y2 }
}

beforeEach(async () => {
  test = await createTestProject(3, 2)
  const [one, two] = test.images
  const [class0, class1] = test.classes
  truths = {
    a: testBox(one, class0),
    b: testBox(one, class1, { x1: 100, y1: 20, x2: 140, y2: 60 }),
    c: testBox(two, class0, { x1: 50, y1: 50, x2: 90, y2: 90 }),
  }
  test.project.commit(addBoxes(truths.a, truths.b, truths.c), 'do')
  test.project.setSplits(new Map(test.images.map(({ id }) => [id, 'val'])))
  run = test.project.createRun(runFields(test.classes.map(({ name }) => name)))
  test.project.savePredictions(run.id, [
    {
      imageId: one.id,
      ms: 10,
      detections: [
        seen(0, 0.95, [10, 20, 30, 40]), // finds A
        seen(0, 0.9, [150, 60, 190, 95]), // nothing there
        seen(0, 0.6, [100, 20, 140, 60]), // B, as the wrong class
        seen(1, 0.2, [100, 20, 140, 58]), // B, under the threshold: IoU 38 / 40
      ],
    },
    { imageId: two.id, ms: 30, detections: [seen(0, 0.7, [50, 50, 90, 60])] }, // a quarter of C
  ])
})
afterEach(() => test.remove())

const review = () => queue(test.project, { runId: run.id })
const place = (index: number, imageIndex = 0) => `${run.id}-fp-${test.images[imageIndex].id}-${index}`

describe('the review queue', () => {
  it('lists what is wrong, hardest first, with causes and counts', () => {
    const { errors, counts, perClass, precision, recall, bestF1Threshold } = review()
    expect(
      errors.map(({ kind, cause, hardness, iou, className, groundTruthId }) => ({
        kind,
        cause,
        hardness,
        iou,
        className,
        groundTruthId,
      })),
    ).toEqual([
      {
        kind: 'fn',
        cause: 'missed',
        hardness: 1,
        iou: 0.25,
        className: 'class 0',
        groundTruthId: truths.c.id,
      },
      { kind: 'fp', cause: 'background', hardness: 0.9, iou: 0, className: 'class 0', groundTruthId: null },
      {
        kind: 'fn',
        cause: 'missed',
        hardness: 0.8,
        iou: 1,
        className: 'class 1',
        groundTruthId: truths.b.id,
      },
      {
        kind: 'fp',
        cause: 'localization',
        hardness: 0.7,
        iou: 0.25,
        className: 'class 0',
        groundTruthId: truths.c.id,
      },
      { kind: 'fp', cause: 'class', hardness: 0.6, iou: 1, className: 'class 0', groundTruthId: truths.b.id },
    ])
    expect(counts).toEqual({ found: 1, falsePositives: 3, missed: 2, verdicts: 0 })
    expect(
      perClass.map(({ name, found, falsePositives, missed }) => [name, found, falsePositives, missed]),
    ).toEqual([
      ['class 0', 1, 3, 1],
      ['class 1', 0, 0, 1],
    ])
    expect([precision, recall]).toEqual([1 / 4, 1 / 3])
    // At 0.95: one found of three, F1 = 2/4. At 0.2: two of three in five, F1 = 4/8. The higher threshold wins the tie.
    expect(bestF1Threshold).toBe(0.95)
  })

  it('counts correct and wrong detections by score', () => {
    const { correct, wrong } = review().histogram
    const filled = (bins: number[]) => bins.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))
    expect(filled(correct)).toEqual([
      [4, 1],
      [19, 1],
    ])
    expect(filled(wrong)).toEqual([
      [12, 1],
      [14, 1],
      [18, 1],
    ])
  })

  it('follows the threshold and the kind', () => {
    const low = queue(test.project, { runId: run.id, threshold: 0.05 })
    expect(low.counts).toMatchObject({ found: 2, missed: 1 })
    const high = queue(test.project, { runId: run.id, threshold: 0.8, kind: 'fp' })
    expect(high.errors.map(({ score }) => score)).toEqual([0.9])
    expect(high.counts.missed).toBe(2)
  })

  it('leaves unlabelled pictures out: nothing there is known to be wrong', () => {
    test.project.savePredictions(run.id, [
      { imageId: test.images[2].id, ms: 1, detections: [seen(0, 0.99, [0, 0, 20, 20])] },
    ])
    expect(review().counts.falsePositives).toBe(3)
  })

  it('names errors the same after a restart and after other labels changed', async () => {
    const before = review().errors.map(({ id }) => id)
    test.project.commit(addBoxes(testBox(test.images[1], test.classes[1], { x1: 150, x2: 180 })), 'do')
    await test.reopen()
    const after = review().errors.map(({ id }) => id)
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after).toHaveLength(before.length + 1)
  })
})

describe('verdicts', () => {
  it('accepting makes a label as one edit, and keeps the error in the list with its verdict', async () => {
    const { edit } = giveVerdict(test.project, run.id, place(1), 'accept', NOW)
    const { boxes } = test.project.readImage(test.images[0].id)
    const accepted = boxes.find(({ source }) => source === 'accepted')
    expect(accepted).toMatchObject({
      x1: 150,
      y1: 60,
      x2: 190,
      y2: 95,
      classId: test.classes[0].id,
      createdAt: NOW,
    })
    expect(edit?.boxes.added).toEqual([accepted])
    await test.reopen()
    const { errors, counts } = review()
    expect(counts).toEqual({ found: 2, falsePositives: 2, missed: 2, verdicts: 1 })
    expect(errors.find(({ id }) => id === place(1))).toMatchObject({ verdict: 'accept', score: 0.9 })
  })

  it('undo takes the label and the verdict back; redo brings both again', () => {
    const { edit } = giveVerdict(test.project, run.id, place(1), 'accept', NOW)
    if (edit === null) throw new Error('accepting made no edit')
    const verdictOf = () => review().errors.find(({ id }) => id === place(1))?.verdict
    test.project.commit(invert(edit), 'undo')
    expect(verdictOf()).toBeNull()
    expect(test.project.readImage(test.images[0].id).boxes).toHaveLength(2)
    test.project.commit(edit, 'redo')
    expect(verdictOf()).toBe('accept')
  })

  it('finds the accepted box even after a person moved it, and removes it with the verdict', () => {
    giveVerdict(test.project, run.id, place(1), 'accept', NOW)
    const box = test.project.readImage(test.images[0].id).boxes.find(({ source }) => source === 'accepted')
    if (box === undefined) throw new Error('no accepted box')
    const moved = { ...box, x1: 145 }
    test.project.commit(createEdit({ label: 'Move', boxes: { changed: [[box, moved]] } }), 'do')
    const { edit } = giveVerdict(test.project, run.id, place(1), null, NOW)
    expect(edit?.boxes.removed).toEqual([moved])
    expect(test.project.listVerdicts(run.id)).toEqual([])
  })

  it('changes its mind from label to hard negative in one edit', () => {
    giveVerdict(test.project, run.id, place(1), 'accept', NOW)
    const { edit } = giveVerdict(test.project, run.id, place(1), 'hard-negative', NOW)
    expect([edit?.boxes.removed.length, edit?.marks.added.length]).toEqual([1, 1])
    const { boxes, marks } = test.project.readImage(test.images[0].id)
    expect(boxes).toHaveLength(2)
    expect(marks).toMatchObject([
      { kind: 'hard-negative', classId: test.classes[0].id, runId: run.id, score: 0.9 },
    ])
    expect(review().errors.find(({ id }) => id === place(1))?.verdict).toBe('hard-negative')
    giveVerdict(test.project, run.id, place(1), 'ignore', NOW)
    expect(test.project.readImage(test.images[0].id).marks).toMatchObject([{ kind: 'ignore' }])
    // Ignored now, so no false positive any more, but still in the list.
    expect(review().counts.falsePositives).toBe(2)
    expect(review().errors.find(({ id }) => id === place(1))?.verdict).toBe('ignore')
  })

  it('rejecting notes the verdict and touches no label', () => {
    const revision = test.project.summary().revision
    const result = giveVerdict(test.project, run.id, place(1), 'reject', NOW)
    expect(result).toEqual({ ack: { revision, savedAt: NOW }, edit: null })
    expect(review().errors.find(({ id }) => id === place(1))?.verdict).toBe('reject')
  })

  it('refuses errors that are not there and verdicts without sense', () => {
    const refusal = (code: string) => expect.objectContaining({ code })
    const give = (id: string, verdict: 'accept' | 'hard-negative') => () =>
      giveVerdict(test.project, run.id, id, verdict, NOW)
    expect(give('nonsense', 'accept')).toThrow(refusal('not-found'))
    expect(give(place(9), 'accept')).toThrow(refusal('not-found'))
    expect(give(`run-0002-fp-${test.images[0].id}-0`, 'accept')).toThrow(refusal('not-found'))
    const miss = review().errors.find(({ kind }) => kind === 'fn')?.id ?? ''
    expect(give(miss, 'hard-negative')).toThrow(refusal('invalid-input'))
    const { id: _id, name: _name, ...fields } = run
    const unfinished = test.project.createRun({ ...fields, reviewable: false })
    expect(() => queue(test.project, { runId: unfinished.id })).toThrow(refusal('run-not-finished'))
    expect(() => queue(test.project, { runId: 'run-0099' as RunId })).toThrow(refusal('run-not-found'))
  })
})

describe('hard negatives in a later run', () => {
  it('says which marks still fire', () => {
    giveVerdict(test.project, run.id, place(1), 'hard-negative', NOW)
    giveVerdict(test.project, run.id, place(0, 1), 'hard-negative', NOW)
    expect(review().marks).toEqual([])
    const { id: _id, name: _name, ...fields } = run
    const next = test.project.createRun({ ...fields, startedAt: NOW + 1 })
    test.project.savePredictions(next.id, [
      {
        imageId: test.images[0].id,
        ms: 1,
        detections: [seen(0, 0.4, [150, 60, 190, 90]), seen(1, 0.9, [150, 60, 190, 95])],
      },
      { imageId: test.images[1].id, ms: 1, detections: [] },
    ])
    const { marks } = queue(test.project, { runId: next.id })
    expect(
      marks.map(({ imagePath, scoreBefore, scoreNow, stillFires }) => ({
        imagePath,
        scoreBefore,
        scoreNow,
        stillFires,
      })),
    ).toEqual([
      { imagePath: 'pictures/img1.jpg', scoreBefore: 0.9, scoreNow: 0.4, stillFires: true },
      { imagePath: 'pictures/img2.jpg', scoreBefore: 0.7, scoreNow: null, stillFires: false },
    ])
    expect(queue(test.project, { runId: next.id, threshold: 0.5 }).marks[0].stillFires).toBe(false)
  })
})

describe('detections of a picture', () => {
  it('come as they were stored', () => {
    expect(detectionsOf(test.project, run.id, test.images[1].id)).toEqual([seen(0, 0.7, [50, 50, 90, 60])])
    expect(detectionsOf(test.project, run.id, test.images[2].id)).toEqual([])
  })
})
