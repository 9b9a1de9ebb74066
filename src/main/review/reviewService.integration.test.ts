import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { NewRun, RunRecord } from '../../shared/training/run'
import { PREDICTED_FILE } from '../models/predictRun'
import { MODEL_FOLDER } from '../models/runModel'
import { addClassEdit, deleteClassEdit, renameClassEdit } from '../project/classes'
import { addBoxes, createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { errorsOfPictures, reviewCounts } from './reviewQueue'
import { detectionsOf, giveVerdict, queue, report } from './reviewService'

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
    const { edit } = giveVerdict(test.project, run.id, place(1), { verdict: 'accept' }, NOW)
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
    const { edit } = giveVerdict(test.project, run.id, place(1), { verdict: 'accept' }, NOW)
    if (edit === null) throw new Error('accepting made no edit')
    const verdictOf = () => review().errors.find(({ id }) => id === place(1))?.verdict
    test.project.commit(invert(edit), 'undo')
    expect(verdictOf()).toBeNull()
    expect(test.project.readImage(test.images[0].id).boxes).toHaveLength(2)
    test.project.commit(edit, 'redo')
    expect(verdictOf()).toBe('accept')
  })

  it('finds the accepted box even after a person moved it, and removes it with the verdict', () => {
    giveVerdict(test.project, run.id, place(1), { verdict: 'accept' }, NOW)
    const box = test.project.readImage(test.images[0].id).boxes.find(({ source }) => source === 'accepted')
    if (box === undefined) throw new Error('no accepted box')
    const moved = { ...box, x1: 145 }
    test.project.commit(createEdit({ label: 'Move', boxes: { changed: [[box, moved]] } }), 'do')
    const { edit } = giveVerdict(test.project, run.id, place(1), { verdict: null }, NOW)
    expect(edit?.boxes.removed).toEqual([moved])
    expect(test.project.listVerdicts(run.id)).toEqual([])
  })

  it('changes its mind from label to hard negative in one edit', () => {
    giveVerdict(test.project, run.id, place(1), { verdict: 'accept' }, NOW)
    const { edit } = giveVerdict(test.project, run.id, place(1), { verdict: 'hard-negative' }, NOW)
    expect([edit?.boxes.removed.length, edit?.marks.added.length]).toEqual([1, 1])
    const { boxes, marks } = test.project.readImage(test.images[0].id)
    expect(boxes).toHaveLength(2)
    expect(marks).toMatchObject([
      { kind: 'hard-negative', classId: test.classes[0].id, runId: run.id, score: 0.9 },
    ])
    expect(review().errors.find(({ id }) => id === place(1))?.verdict).toBe('hard-negative')
    giveVerdict(test.project, run.id, place(1), { verdict: 'ignore' }, NOW)
    expect(test.project.readImage(test.images[0].id).marks).toMatchObject([{ kind: 'ignore' }])
    // Ignored now, so no false positive any more, but still in the list.
    expect(review().counts.falsePositives).toBe(2)
    expect(review().errors.find(({ id }) => id === place(1))?.verdict).toBe('ignore')
  })

  it('rejecting notes the verdict, touches no label, and is undone like an edit', () => {
    const before = test.project.readImage(test.images[0].id)
    const { edit } = giveVerdict(test.project, run.id, place(1), { verdict: 'reject' }, NOW)
    expect(test.project.readImage(test.images[0].id)).toEqual(before)
    const verdictOf = () => review().errors.find(({ id }) => id === place(1))?.verdict
    expect(verdictOf()).toBe('reject')
    if (edit === null) throw new Error('nothing to undo')
    test.project.commit(invert(edit), 'undo')
    expect(verdictOf()).toBeNull()
  })

  it('refuses errors that are not there and verdicts without sense', () => {
    const refusal = (code: string) => expect.objectContaining({ code })
    const give = (id: string, verdict: 'accept' | 'hard-negative') => () =>
      giveVerdict(test.project, run.id, id, { verdict }, NOW)
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

describe('mends', () => {
  const boxesOf = (imageIndex: number) => test.project.readImage(test.images[imageIndex].id).boxes
  const boxOf = (id: string, imageIndex: number) => boxesOf(imageIndex).find((box) => box.id === id)

  it('puts a label where a badly placed detection is, keeps the error with its verdict, and can be taken back', () => {
    giveVerdict(test.project, run.id, place(0, 1), { verdict: 'mend' }, NOW)
    expect(boxOf(truths.c.id, 1)).toEqual({ ...truths.c, x1: 50, y1: 50, x2: 90, y2: 60, reviewedAt: NOW })
    const { errors, counts } = review()
    expect(errors.find(({ id }) => id === place(0, 1))).toMatchObject({
      cause: 'localization',
      verdict: 'mend',
      iou: 0.25,
    })
    expect(counts).toEqual({ found: 2, falsePositives: 2, missed: 1, verdicts: 1 })
    giveVerdict(test.project, run.id, place(0, 1), { verdict: null }, NOW + 1)
    expect(boxOf(truths.c.id, 1)).toEqual(truths.c)
    expect(review().counts).toEqual({ found: 1, falsePositives: 3, missed: 2, verdicts: 0 })
  })

  it('gives a label the class of a wrongly classed detection; a changed mind restores it first', () => {
    giveVerdict(test.project, run.id, place(2), { verdict: 'mend' }, NOW)
    expect(boxOf(truths.b.id, 0)).toEqual({ ...truths.b, classId: test.classes[0].id, reviewedAt: NOW })
    expect(review().errors.find(({ id }) => id === place(2))).toMatchObject({ cause: 'class', verdict: 'mend' })
    giveVerdict(test.project, run.id, place(2), { verdict: 'hard-negative', weight: 5 }, NOW + 1)
    expect(boxOf(truths.b.id, 0)).toEqual(truths.b)
    expect(test.project.readImage(test.images[0].id).marks).toMatchObject([{ weight: 5 }])
    expect(review().errors.find(({ id }) => id === place(2))).toMatchObject({
      verdict: 'hard-negative',
      weight: 5,
      verdictAt: expect.any(Number),
    })
  })

  it('makes a detection a label as a person has edited it', () => {
    const mend = { boxId: null, box: { x1: 148, y1: 58, x2: 260, y2: 95 }, classId: test.classes[1].id }
    giveVerdict(test.project, run.id, place(1), { verdict: 'mend', mend }, NOW)
    const made = boxesOf(0).find(({ source }) => source === 'accepted')
    // The picture is 200 px wide.
    expect(made).toMatchObject({ x1: 148, y1: 58, x2: 200, y2: 95, classId: test.classes[1].id, runId: run.id })
    giveVerdict(test.project, run.id, place(1), { verdict: null }, NOW + 1)
    expect(boxesOf(0)).toHaveLength(2)
  })

  it('refuses one that the error does not call for', () => {
    const refusal = expect.objectContaining({ code: 'invalid-input' })
    expect(() => giveVerdict(test.project, run.id, place(1), { verdict: 'mend' }, NOW)).toThrow(refusal)
  })

  it('notes when a label that was missed was found right, until that is undone', () => {
    const id = `${run.id}-fn-${test.images[1].id}-${truths.c.id}`
    const { edit } = giveVerdict(test.project, run.id, id, { verdict: 'accept' }, NOW)
    expect(boxOf(truths.c.id, 1)?.reviewedAt).toBe(NOW)
    expect(review().errors.find((error) => error.id === id)?.verdict).toBe('accept')
    if (edit === null) throw new Error('no edit')
    test.project.commit(invert(edit), 'undo')
    expect(boxOf(truths.c.id, 1)?.reviewedAt).toBeNull()
    expect(review().errors.find((error) => error.id === id)?.verdict).toBeNull()
  })

  it('the undo of a changed mind brings the verdict before back', () => {
    giveVerdict(test.project, run.id, place(1), { verdict: 'accept' }, NOW)
    const { edit } = giveVerdict(test.project, run.id, place(1), { verdict: 'hard-negative' }, NOW + 1)
    if (edit === null) throw new Error('no edit')
    test.project.commit(invert(edit), 'undo')
    expect(review().errors.find(({ id }) => id === place(1))?.verdict).toBe('accept')
  })
})

describe('the queue after an edit', () => {
  const fresh = () => ({ ...review(), revision: 0 })

  it('is the same as read anew, whatever was edited', async () => {
    review()
    const [one, two] = test.images
    const extra = testBox(two, test.classes[1], { x1: 50, y1: 50, x2: 90, y2: 60 })
    const moved = { ...truths.a, x1: 14 }
    test.project.commit(addBoxes(extra), 'do')
    test.project.commit(createEdit({ label: 'Move', boxes: { changed: [[truths.a, moved]] } }), 'do')
    giveVerdict(test.project, run.id, place(1), { verdict: 'ignore' }, NOW)
    giveVerdict(test.project, run.id, place(2), { verdict: 'reject' }, NOW)
    const here = fresh()
    await test.reopen()
    expect(here).toEqual(fresh())
    expect(here.counts.verdicts).toBe(2)
    const view = { runId: run.id, split: 'val' as const, threshold: 0.3 }
    const some = errorsOfPictures(test.project, view, [one.id, two.id])
    const byId = (errors: readonly { id: string }[]) => [...errors].sort((a, b) => (a.id < b.id ? -1 : 1))
    const all = queue(test.project, { ...view, withReached: false })
    expect(byId(some.errors)).toEqual(byId(all.errors))
    expect(some.counts).toEqual(reviewCounts(test.project, view))
  })

  it('leaves a picture out of the split that is dealt away, and out of review once it has no label', () => {
    expect(review().facts).toMatchObject({ pictures: 2, judged: 2 })
    test.project.setSplits(new Map([[test.images[1].id, 'train']]))
    expect(review().facts).toMatchObject({ pictures: 1, judged: 1 })
    const { boxes } = test.project.readImage(test.images[0].id)
    test.project.commit(createEdit({ label: 'Delete', boxes: { removed: boxes } }), 'do')
    expect(review().facts).toMatchObject({ pictures: 0, judged: 0 })
    expect(review().fpPerImage).toBeNull()
  })
})

describe('what does not fit the run any more', () => {
  it('is said: pictures without predictions, gone or changed, classes deleted, renamed or new', async () => {
    const [one, two, three] = test.images
    expect(review().facts).toEqual({
      pictures: 2,
      judged: 2,
      unpredicted: 0,
      changed: 0,
      missing: 2,
      deletedClasses: [],
      renamedClasses: [],
      newClasses: [],
    })
    test.project.commit(addBoxes(testBox(three, test.classes[0])), 'do')
    const folder = join(test.project.runFolder(run.id), MODEL_FOLDER)
    await mkdir(folder, { recursive: true })
    const pictures = { [one.id]: one.contentHash, [two.id]: 'bytes of another picture' }
    await writeFile(join(folder, PREDICTED_FILE), JSON.stringify({ modelSha256: 'any', pictures }))
    await test.reopen()
    const { facts, counts } = review()
    expect(facts).toMatchObject({ pictures: 3, judged: 1, unpredicted: 1, changed: 1 })
    // Picture 1 alone: A found, two detections wrong, B missed.
    expect(counts).toEqual({ found: 1, falsePositives: 2, missed: 1, verdicts: 0 })
  })

  it('a deleted class counts neither way; a renamed one is itself, a new one is missed', () => {
    const [class0, class1] = test.classes
    test.project.commit(renameClassEdit(test.project, class1.id, 'cell'), 'do')
    expect(review().facts.renamedClasses).toEqual([{ from: 'class 1', to: 'cell' }])
    expect(review().counts).toMatchObject({ found: 1, falsePositives: 3, missed: 2 })
    test.project.commit(deleteClassEdit(test.project, class0.id), 'do')
    const { facts, counts } = review()
    expect(facts.deletedClasses).toEqual([{ name: 'class 0', detections: 4 }])
    // Picture 2 has no label left. In picture 1 B stays, found by the detection of 0.2 alone.
    expect(counts).toEqual({ found: 0, falsePositives: 0, missed: 1, verdicts: 0 })
    const added = addClassEdit(test.project, 'rod')
    test.project.commit(added, 'do')
    const rod = testBox(test.images[0], added.classes.added[0])
    test.project.commit(addBoxes(rod), 'do')
    expect(review().facts.newClasses).toEqual([{ name: 'rod', boxes: 1 }])
  })
})

describe('verdicts in a later run', () => {
  /** A run after all verdicts, that sees these on the two pictures. */
  function nextRun(one: Detection[], two: Detection[]): RunRecord {
    const { id: _id, name: _name, ...fields } = run
    const next = test.project.createRun({ ...fields, startedAt: Date.now() + 1000 })
    test.project.savePredictions(next.id, [
      { imageId: test.images[0].id, ms: 1, detections: one },
      { imageId: test.images[1].id, ms: 1, detections: two },
    ])
    return next
  }
  const view = (runId: RunId, threshold = 0.3) => ({ runId, split: 'val' as const, threshold })

  it('says which hard negatives still fire and which labels are found now, before and after', () => {
    expect(report(test.project, view(run.id))).toMatchObject({ beforeRunId: null, fates: [] })
    giveVerdict(test.project, run.id, place(1), { verdict: 'hard-negative' }, NOW)
    giveVerdict(test.project, run.id, place(2), { verdict: 'hard-negative' }, NOW)
    giveVerdict(test.project, run.id, place(0, 1), { verdict: 'mend' }, NOW)
    const drawn = testBox(test.images[1], test.classes[1], { x1: 100, y1: 10, x2: 140, y2: 50, createdAt: NOW })
    test.project.commit(addBoxes(drawn), 'do')
    const next = nextRun(
      [seen(0, 0.95, [10, 20, 30, 40]), seen(0, 0.4, [150, 60, 190, 90]), seen(1, 0.9, [150, 60, 190, 95])],
      [seen(0, 0.8, [50, 50, 90, 60])],
    )
    const found = report(test.project, view(next.id))
    expect(
      found.fates.map(({ kind, outcome, scoreBefore, scoreNow, imagePath }) => [
        kind,
        outcome,
        scoreBefore,
        scoreNow,
        imagePath,
      ]),
    ).toEqual([
      ['hard-negative', 'firing', 0.9, 0.4, 'pictures/img1.jpg'],
      ['drawn', 'missed', null, null, 'pictures/img2.jpg'],
      ['mended', 'found', 0.7, 0.8, 'pictures/img2.jpg'],
      ['hard-negative', 'gone', 0.6, null, 'pictures/img1.jpg'],
    ])
    expect(found).toMatchObject({ beforeRunId: run.id, unseen: 0, pictures: 2 })
    // Today's labels: A, B, the mended C, the drawn one. Before: A and C found, two wrong. After: A and C found, two wrong.
    expect(found.sameThreshold).toEqual([
      { runId: run.id, threshold: 0.3, fpPerImage: 1, recall: 0.5 },
      { runId: next.id, threshold: 0.3, fpPerImage: 1, recall: 0.5 },
    ])
    // F1 by score, before: .95 2/5, .9 2/6, .7 4/7, .6 4/8, .2 6/9; after: .95 2/5, .9 2/6, .8 4/7, .4 4/8.
    expect(found.bestThreshold).toEqual([
      { runId: run.id, threshold: 0.2, fpPerImage: 1, recall: 0.75 },
      { runId: next.id, threshold: 0.8, fpPerImage: 0.5, recall: 0.5 },
    ])
    expect(report(test.project, view(next.id, 0.5)).fates.at(-1)).toMatchObject({ outcome: 'gone' })
  })

  it('keeps apart what is on pictures that the later run never saw', () => {
    giveVerdict(test.project, run.id, place(0, 1), { verdict: 'hard-negative' }, NOW)
    const { id: _id, name: _name, ...fields } = run
    const next = test.project.createRun({ ...fields, startedAt: Date.now() + 1000 })
    test.project.savePredictions(next.id, [{ imageId: test.images[0].id, ms: 1, detections: [] }])
    const found = report(test.project, view(next.id))
    expect(found).toMatchObject({ fates: [], unseen: 1, beforeRunId: null, sameThreshold: null })
  })
})

describe('detections of a picture', () => {
  it('come as they were stored', () => {
    expect(detectionsOf(test.project, run.id, test.images[1].id)).toEqual([seen(0, 0.7, [50, 50, 90, 60])])
    expect(detectionsOf(test.project, run.id, test.images[2].id)).toEqual([])
  })
})
