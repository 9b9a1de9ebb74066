import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, type Edit, invert } from '../../shared/annotation/edit'
import type { ProposalState } from '../../shared/proposals/schema'
import type { Detection } from '../../shared/review/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { RunRecord } from '../../shared/training/run'
import { deleteClassesEdit } from '../project/classes'
import {
  addBoxes,
  codeOf,
  createTestProject,
  type TestProject,
  testBox,
} from '../project/testing/testProject'
import { proposalOverview } from './overview'
import { propose } from './propose'

/** Four pictures of 200 x 100; the second has a label at 10..30 x 20..40, the third is reviewed. */
let test: TestProject
let run: RunRecord

function makeRun(): RunRecord {
  return test.project.createRun({
    status: 'finished',
    preset: 'quick',
    startedAt: 1000,
    finishedAt: 2000,
    config: defaultTrainConfig(),
    classes: test.classes.map(({ name }) => name),
    numTrain: 0,
    numVal: 0,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable: true,
    origin: 'imported',
    error: null,
  })
}

const seen = (classIndex: number, score: number, [x1, y1, x2, y2]: number[]): Detection => ({
  classId: test.classes[classIndex].id,
  className: test.classes[classIndex].name,
  score,
  x1,
  y1,
  x2,
  y2,
})

beforeEach(async () => {
  test = await createTestProject(4, 2)
  const [one, two, three] = test.images
  test.project.commit(addBoxes(testBox(two, test.classes[0])), 'do')
  const flags = { id: three.id, reviewed: false }
  test.project.commit(createEdit({ label: 'Review', images: [[flags, { ...flags, reviewed: true }]] }), 'do')
  run = makeRun()
  const detections = [
    seen(0, 0.9, [10, 20, 30, 40]),
    seen(1, 0.7, [100, 20, 140, 60]),
    seen(0, 0.4, [150, 50, 260, 95]), // reaches out of the picture
    seen(0, 0.2, [60, 60, 90, 90]),
  ]
  test.project.savePredictions(
    run.id,
    [one, two, three].map(({ id }) => ({ imageId: id, ms: 1, detections })),
  )
})
afterEach(() => test.remove())

const all = () => test.images.map(({ id }) => id)
const make = (imageIds = all(), threshold = 0.3) =>
  propose(test.project, { source: { from: 'run', runId: run.id }, imageIds, threshold }, { now: 7 })
const scores = (image: number) =>
  test.project.proposalsOn(test.images[image].id).map(({ score, state }) => [score, state])

/** An edit that says something of the proposals of the first picture with these scores. */
function judge(state: ProposalState, ...wanted: number[]): Edit {
  const { id: imageId } = test.images[0]
  const chosen = test.project.proposalsOn(imageId).filter(({ score }) => wanted.includes(score))
  return createEdit({
    label: state,
    boxes: {
      added:
        state === 'accepted'
          ? chosen.map(({ classId, x1, y1, x2, y2 }) =>
              testBox(test.images[0], test.classes.find(({ id }) => id === classId) ?? test.classes[0], {
                x1,
                y1,
                x2,
                y2,
                source: 'accepted',
                runId: run.id,
              }),
            )
          : [],
    },
    proposals: chosen.map(({ id, state: before }) => [
      { id, imageId, state: before },
      { id, imageId, state },
    ]),
  })
}

describe('proposals of a run', () => {
  it('come from the threshold on, clipped, never over a label or on a reviewed picture', async () => {
    expect(await make()).toEqual({ images: 2, proposals: 5, lookFrom: null })
    expect(scores(0)).toEqual([
      [0.9, 'open'],
      [0.7, 'open'],
      [0.4, 'open'],
    ])
    expect(scores(1).map(([score]) => score)).toEqual([0.7, 0.4])
    expect(scores(2)).toEqual([])
    const [, , third] = test.project.proposalsOn(test.images[0].id)
    expect(third).toMatchObject({ x2: 200, source: run.id, createdAt: 7, classId: test.classes[0].id })
  })

  it('of another round take the place of the open ones on its pictures alone', async () => {
    await make()
    const [first, second] = all()
    const before = test.project.proposalsOn(second)
    expect(await make([first], 0.8)).toMatchObject({ images: 1, proposals: 1 })
    expect(scores(0)).toEqual([[0.9, 'open']])
    expect(test.project.proposalsOn(second)).toEqual(before)
  })

  it('are not made again where they were rejected', async () => {
    await make()
    test.project.commit(judge('rejected', 0.7), 'do')
    await make()
    expect(scores(0)).toEqual([
      [0.9, 'open'],
      [0.7, 'rejected'],
      [0.4, 'open'],
    ])
    // The same place may be of another class.
    test.project.savePredictions(run.id, [
      { imageId: test.images[0].id, ms: 1, detections: [seen(0, 0.7, [100, 20, 140, 60])] },
    ])
    expect(await make([test.images[0].id])).toMatchObject({ images: 1, proposals: 1 })
  })

  it('are looked at from the best F1 of their run on, or from what was kept with it', async () => {
    const [, two] = test.images
    test.project.setSplits(new Map([[two.id, 'val']]))
    test.project.savePredictions(run.id, [
      {
        imageId: two.id,
        ms: 1,
        detections: [seen(0, 0.456, [10, 20, 30, 40]), seen(0, 0.2, [60, 60, 90, 90])],
      },
    ])
    expect((await make()).lookFrom).toBe(0.45)
    const thresholds = { overall: 0.62, perClass: [null, null], goal: { kind: 'hand' as const } }
    test.project.putRun({ ...test.project.run(run.id), thresholds })
    expect((await make()).lookFrom).toBe(0.62)
  })

  it('need a picture that can take them', async () => {
    await expect(make([test.images[2].id])).rejects.toMatchObject({ code: 'invalid-input' })
    test.project.putRun({ ...run, reviewable: false })
    await expect(make()).rejects.toMatchObject({ code: 'run-not-finished' })
  })
})

describe('an edit that judges proposals', () => {
  it('adds the boxes and closes the proposals as one; undo opens them again, also after a restart', async () => {
    await make()
    const before = test.project.proposalsOn(test.images[0].id)
    const edit = judge('accepted', 0.9, 0.7)
    test.project.commit(edit, 'do')
    expect(test.project.readImage(test.images[0].id).boxes).toHaveLength(2)
    expect(scores(0).map(([, state]) => state)).toEqual(['accepted', 'accepted', 'open'])

    const project = await test.reopen()
    expect(project.history().undo.at(-1)).toEqual(edit)
    project.commit(invert(edit), 'undo')
    expect(project.readImage(test.images[0].id).boxes).toEqual([])
    expect(project.proposalsOn(test.images[0].id)).toEqual(before)
    project.commit(edit, 'redo')
    expect(scores(0).map(([, state]) => state)).toEqual(['accepted', 'accepted', 'open'])
    expect(project.history().redo).toEqual([])
  })

  it('changes nothing at all where a proposal was judged meanwhile', async () => {
    await make()
    const edit = judge('accepted', 0.9)
    test.project.commit(judge('rejected', 0.9), 'do')
    expect(codeOf(() => test.project.commit(edit, 'do'))).toBe('stale-edit')
    expect(test.project.readImage(test.images[0].id).boxes).toEqual([])
  })

  it('can be undone when its proposals have gone with their class and that came back', async () => {
    await make()
    const edit = judge('accepted', 0.7)
    test.project.commit(edit, 'do')
    const gone = deleteClassesEdit(test.project, [test.classes[1].id])
    test.project.commit(gone, 'do')
    test.project.commit(invert(gone), 'undo')
    test.project.commit(invert(edit), 'undo')
    expect(test.project.readImage(test.images[0].id).boxes).toEqual([])
  })

  it('is refused where it names a proposal twice', async () => {
    await make()
    const edit = judge('rejected', 0.9)
    const twice = { ...edit, proposals: [...(edit.proposals ?? []), ...(edit.proposals ?? [])] }
    expect(codeOf(() => test.project.commit(twice, 'do'))).toBe('invalid-edit')
  })
})

describe('the overview', () => {
  it('counts what the canvas would show', async () => {
    await make()
    const [one, two] = test.images
    expect(proposalOverview(test.project).waiting.toSorted((a, b) => b.count - a.count)).toEqual([
      { imageId: one.id, count: 3 },
      { imageId: two.id, count: 2 },
    ])
    // A label drawn by hand over one, and a rejection.
    test.project.commit(addBoxes(testBox(one, test.classes[1], { x1: 12, y1: 20, x2: 32, y2: 40 })), 'do')
    test.project.commit(judge('rejected', 0.4), 'do')
    expect(proposalOverview(test.project).waiting.find(({ imageId }) => imageId === one.id)?.count).toBe(1)
  })
})
