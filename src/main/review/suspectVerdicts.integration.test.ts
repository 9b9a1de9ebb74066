import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import { errorIdOf, parseErrorId } from '../../shared/review/errorId'
import type { Detection } from '../../shared/review/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { RunRecord } from '../../shared/training/run'
import { listSuspects, suspectVerdicts } from '../labelErrors/suspectService'
import { addBoxes, createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { giveVerdict } from './reviewService'

const NOW = 5000
let test: TestProject
let run: RunRecord
let labels: BoxRecord[]

/**
 * Twelve pictures of 200 x 100 with a label of each class, found by the model; then one with a misplaced label (20 px aside), one with
 * a swapped class, one with an overlooked object.
 */
beforeEach(async () => {
  test = await createTestProject(15, 2)
  const [class0, class1] = test.classes
  const at = (x: number) => ({ x1: x, y1: 20, x2: x + 40, y2: 60 })
  labels = test.images.flatMap((image, i) => {
    if (i === 12) return [testBox(image, class0, at(30)), testBox(image, class1, at(120))]
    if (i === 13) return [testBox(image, class1, at(10)), testBox(image, class1, at(120))]
    if (i === 14) return [testBox(image, class0, at(10))]
    return [testBox(image, class0, at(10)), testBox(image, class1, at(120))]
  })
  test.project.commit(addBoxes(...labels), 'do')
  test.project.setSplits(new Map(test.images.map(({ id }) => [id, 'train'])))
  run = test.project.createRun({
    status: 'finished',
    preset: 'quick',
    startedAt: 1000,
    finishedAt: 2000,
    config: defaultTrainConfig(),
    classes: test.classes.map(({ name }) => name),
    numTrain: 15,
    numVal: 0,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable: true,
    origin: 'folds',
    error: null,
  })
  const seen = (index: number, x: number): Detection => {
    const { id, name } = test.classes[index]
    return { classId: id, className: name, score: 0.9, ...at(x) }
  }
  test.project.savePredictions(
    run.id,
    test.images.map(({ id }) => ({ imageId: id, ms: 1, detections: [seen(0, 10), seen(1, 120)] })),
  )
})
afterEach(() => test.remove())

const suspects = () => listSuspects(test.project, { runId: run.id }).suspects
const one = (kind: string) => {
  const found = suspects().find((suspect) => suspect.kind === kind)
  if (found === undefined) throw new Error(`no suspect is ${kind}`)
  return found
}
const boxesOf = (place: number) => test.project.readImage(test.images[place].id).boxes
const box = (place: number, id: string) => boxesOf(place).find((each) => each.id === id)

it('finds the three wrong labels, a kind each, and nothing else', () => {
  const list = listSuspects(test.project, { runId: run.id })
  expect(list.suspects.map(({ kind, imageId }) => [kind, imageId]).sort()).toEqual(
    [
      ['badly-placed', test.images[12].id],
      ['overlooked', test.images[14].id],
      ['swapped', test.images[13].id],
    ].sort(),
  )
  expect([list.images, list.labels, list.blind]).toEqual([15, 29, []])
  expect(one('swapped').why).toContain('Labelled class 1, but the model sees class 0.')
  for (const { id } of list.suspects) {
    const subject = parseErrorId(id)
    expect(subject !== null && errorIdOf(subject)).toBe(id)
  }
})

it('keeps test pictures out of sight unless asked, and looks at all of a trained run but what it learnt from', () => {
  test.project.setSplits(new Map([[test.images[13].id, 'test']]))
  expect(
    suspects()
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['badly-placed', 'overlooked'])
  expect(listSuspects(test.project, { runId: run.id, includeTest: true }).suspects).toHaveLength(3)
  test.project.putRun({ ...run, origin: 'trained' })
  expect(listSuspects(test.project, { runId: run.id }).images).toBe(0)
})

it('accepting mends the label in one edit, and the list keeps it with its verdict', async () => {
  const before = suspects().map(({ id }) => id)
  const placed = one('badly-placed')
  const swapped = one('swapped')
  const overlooked = one('overlooked')
  for (const { id } of [placed, swapped, overlooked])
    giveVerdict(test.project, run.id, id, { verdict: 'accept' }, NOW)
  expect(box(12, placed.label?.boxId ?? '')).toMatchObject({
    x1: 10,
    x2: 50,
    source: 'accepted',
    runId: run.id,
    reviewedAt: NOW,
  })
  expect(box(13, swapped.label?.boxId ?? '')).toMatchObject({ classId: test.classes[0].id, x1: 10 })
  expect(boxesOf(14)).toHaveLength(2)
  await test.reopen()
  expect(suspects().map(({ id }) => id)).toEqual(before)
  expect(suspects().map(({ verdict }) => verdict)).toEqual(['accept', 'accept', 'accept'])
})

it('a verdict is taken back by itself or by undo, and the label is as it was', () => {
  const placed = one('badly-placed')
  const id = placed.label?.boxId ?? ''
  const original = box(12, id)
  const { edit } = giveVerdict(test.project, run.id, placed.id, { verdict: 'accept' }, NOW)
  giveVerdict(test.project, run.id, placed.id, { verdict: null }, NOW + 1)
  expect(box(12, id)).toEqual(original)
  expect(suspectVerdicts(test.project, run.id)).toEqual([])

  const again = giveVerdict(test.project, run.id, placed.id, { verdict: 'accept' }, NOW).edit
  if (edit === null || again === null) throw new Error('mending made no edit')
  test.project.commit(invert(again), 'undo')
  expect(box(12, id)).toEqual(original)
  expect(suspectVerdicts(test.project, run.id)).toEqual([])
  test.project.commit(again, 'redo')
  expect(suspectVerdicts(test.project, run.id)).toEqual([{ id: placed.id, verdict: 'accept' }])
})

it('changes its mind from mending to keeping, and notes that a person agreed', () => {
  const swapped = one('swapped')
  const id = swapped.label?.boxId ?? ''
  const original = box(13, id)
  giveVerdict(test.project, run.id, swapped.id, { verdict: 'accept' }, NOW)
  giveVerdict(test.project, run.id, swapped.id, { verdict: 'reject' }, NOW + 1)
  expect(box(13, id)).toEqual({ ...original, reviewedAt: NOW + 1 })
  giveVerdict(test.project, run.id, swapped.id, { verdict: 'ignore' }, NOW + 2)
  expect(box(13, id)).toEqual(original)
  expect(test.project.readImage(test.images[13].id).marks).toMatchObject([{ kind: 'ignore', x1: 10, x2: 50 }])
  expect(one('swapped').verdict).toBe('ignore')
})

it('does not take back over what a person has done since', () => {
  const placed = one('badly-placed')
  giveVerdict(test.project, run.id, placed.id, { verdict: 'accept' }, NOW)
  const mended = box(12, placed.label?.boxId ?? '')
  if (mended === undefined) throw new Error('the label is gone')
  test.project.commit(
    createEdit({ label: 'Move', boxes: { changed: [[mended, { ...mended, x1: 5 }]] } }),
    'do',
  )
  expect(() => giveVerdict(test.project, run.id, placed.id, { verdict: null }, NOW)).toThrow(
    expect.objectContaining({ code: 'stale-edit' }),
  )
  expect(box(12, mended.id)?.x1).toBe(5)
})

it('refuses what makes no sense', () => {
  const { id } = one('swapped')
  expect(() => giveVerdict(test.project, run.id, id, { verdict: 'hard-negative' }, NOW)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  )
  test.project.putRun({ ...run, reviewable: false })
  expect(() => suspects()).toThrow(expect.objectContaining({ code: 'run-not-finished' }))
})
