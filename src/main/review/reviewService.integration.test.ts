import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { RunId } from '../../shared/ids'
import { addBoxes, testBox } from '../project/testing/testProject'
import { detectionsOf, giveVerdict, queue } from './reviewService'
import { createReviewProject, NOW, type ReviewProject } from './testing/reviewProject'

let test: ReviewProject
beforeEach(async () => {
  test = await createReviewProject()
})
afterEach(() => test.remove())

describe('the review queue', () => {
  it('lists what is wrong, hardest first, with causes and counts', () => {
    const { errors, counts, perClass, precision, recall, bestF1Threshold } = test.review()
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
        groundTruthId: test.truths.c.id,
      },
      { kind: 'fp', cause: 'background', hardness: 0.9, iou: 0, className: 'class 0', groundTruthId: null },
      {
        kind: 'fn',
        cause: 'missed',
        hardness: 0.8,
        iou: 1,
        className: 'class 1',
        groundTruthId: test.truths.b.id,
      },
      {
        kind: 'fp',
        cause: 'localization',
        hardness: 0.7,
        iou: 0.25,
        className: 'class 0',
        groundTruthId: test.truths.c.id,
      },
      {
        kind: 'fp',
        cause: 'class',
        hardness: 0.6,
        iou: 1,
        className: 'class 0',
        groundTruthId: test.truths.b.id,
      },
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
    const { correct, wrong } = test.review().histogram
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
    const low = queue(test.project, { runId: test.run.id, threshold: 0.05 })
    expect(low.counts).toMatchObject({ found: 2, missed: 1 })
    const high = queue(test.project, { runId: test.run.id, threshold: 0.8, kind: 'fp' })
    expect(high.errors.map(({ score }) => score)).toEqual([0.9])
    expect(high.counts.missed).toBe(2)
  })

  it('leaves unlabelled pictures out: nothing there is known to be wrong', () => {
    test.project.savePredictions(test.run.id, [
      { imageId: test.images[2].id, ms: 1, detections: [test.seen(0, 0.99, [0, 0, 20, 20])] },
    ])
    expect(test.review().counts.falsePositives).toBe(3)
  })

  it('names errors the same after a restart and after other labels changed', async () => {
    const before = test.review().errors.map(({ id }) => id)
    test.project.commit(addBoxes(testBox(test.images[1], test.classes[1], { x1: 150, x2: 180 })), 'do')
    await test.reopen()
    const after = test.review().errors.map(({ id }) => id)
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after).toHaveLength(before.length + 1)
  })
})

describe('verdicts', () => {
  it('accepting makes a label as one edit, and keeps the error in the list with its verdict', async () => {
    const { edit } = giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'accept' }, NOW)
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
    const { errors, counts } = test.review()
    expect(counts).toEqual({ found: 2, falsePositives: 2, missed: 2, verdicts: 1 })
    expect(errors.find(({ id }) => id === test.place(1))).toMatchObject({ verdict: 'accept', score: 0.9 })
  })

  it('undo takes the label and the verdict back; redo brings both again', () => {
    const { edit } = giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'accept' }, NOW)
    if (edit === null) throw new Error('accepting made no edit')
    const verdictOf = () => test.review().errors.find(({ id }) => id === test.place(1))?.verdict
    test.project.commit(invert(edit), 'undo')
    expect(verdictOf()).toBeNull()
    expect(test.project.readImage(test.images[0].id).boxes).toHaveLength(2)
    test.project.commit(edit, 'redo')
    expect(verdictOf()).toBe('accept')
  })

  it('finds the accepted box even after a person moved it, and removes it with the verdict', () => {
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'accept' }, NOW)
    const box = test.project.readImage(test.images[0].id).boxes.find(({ source }) => source === 'accepted')
    if (box === undefined) throw new Error('no accepted box')
    const moved = { ...box, x1: 145 }
    test.project.commit(createEdit({ label: 'Move', boxes: { changed: [[box, moved]] } }), 'do')
    const { edit } = giveVerdict(test.project, test.run.id, test.place(1), { verdict: null }, NOW)
    expect(edit?.boxes.removed).toEqual([moved])
    expect(test.project.listVerdicts(test.run.id)).toEqual([])
  })

  it('changes its mind from label to hard negative in one edit', () => {
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'accept' }, NOW)
    const { edit } = giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'hard-negative' }, NOW)
    expect([edit?.boxes.removed.length, edit?.marks.added.length]).toEqual([1, 1])
    const { boxes, marks } = test.project.readImage(test.images[0].id)
    expect(boxes).toHaveLength(2)
    expect(marks).toMatchObject([
      { kind: 'hard-negative', classId: test.classes[0].id, runId: test.run.id, score: 0.9 },
    ])
    expect(test.review().errors.find(({ id }) => id === test.place(1))?.verdict).toBe('hard-negative')
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'ignore' }, NOW)
    expect(test.project.readImage(test.images[0].id).marks).toMatchObject([{ kind: 'ignore' }])
    // Ignored now, so no false positive any more, but still in the list.
    expect(test.review().counts.falsePositives).toBe(2)
    expect(test.review().errors.find(({ id }) => id === test.place(1))?.verdict).toBe('ignore')
  })

  it('rejecting notes the verdict, touches no label, and is undone like an edit', () => {
    const before = test.project.readImage(test.images[0].id)
    const { edit } = giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'reject' }, NOW)
    expect(test.project.readImage(test.images[0].id)).toEqual(before)
    const verdictOf = () => test.review().errors.find(({ id }) => id === test.place(1))?.verdict
    expect(verdictOf()).toBe('reject')
    if (edit === null) throw new Error('nothing to undo')
    test.project.commit(invert(edit), 'undo')
    expect(verdictOf()).toBeNull()
  })

  it('refuses errors that are not there and verdicts without sense', () => {
    const refusal = (code: string) => expect.objectContaining({ code })
    const give = (id: string, verdict: 'accept' | 'hard-negative') => () =>
      giveVerdict(test.project, test.run.id, id, { verdict }, NOW)
    expect(give('nonsense', 'accept')).toThrow(refusal('not-found'))
    expect(give(test.place(9), 'accept')).toThrow(refusal('not-found'))
    expect(give(`run-0002-fp-${test.images[0].id}-0`, 'accept')).toThrow(refusal('not-found'))
    const miss = test.review().errors.find(({ kind }) => kind === 'fn')?.id ?? ''
    expect(give(miss, 'hard-negative')).toThrow(refusal('invalid-input'))
    const { id: _id, name: _name, ...fields } = test.run
    const unfinished = test.project.createRun({ ...fields, reviewable: false })
    expect(() => queue(test.project, { runId: unfinished.id })).toThrow(refusal('run-not-finished'))
    expect(() => queue(test.project, { runId: 'run-0099' as RunId })).toThrow(refusal('run-not-found'))
  })
})

describe('detections of a picture', () => {
  it('come as they were stored', () => {
    expect(detectionsOf(test.project, test.run.id, test.images[1].id)).toEqual([
      test.seen(0, 0.7, [50, 50, 90, 60]),
    ])
    expect(detectionsOf(test.project, test.run.id, test.images[2].id)).toEqual([])
  })
})
