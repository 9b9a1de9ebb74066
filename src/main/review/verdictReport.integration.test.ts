import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import type { RunRecord } from '../../shared/training/run'
import { addBoxes, testBox } from '../project/testing/testProject'
import { giveVerdict, report } from './reviewService'
import { createReviewProject, NOW, type ReviewProject } from './testing/reviewProject'

let test: ReviewProject
beforeEach(async () => {
  test = await createReviewProject()
})
afterEach(() => test.remove())

describe('verdicts in a later run', () => {
  /** A run after all verdicts, that sees these on the two pictures. */
  function nextRun(one: Detection[], two: Detection[]): RunRecord {
    const { id: _id, name: _name, ...fields } = test.run
    const next = test.project.createRun({ ...fields, startedAt: Date.now() + 1000 })
    test.project.savePredictions(next.id, [
      { imageId: test.images[0].id, ms: 1, detections: one },
      { imageId: test.images[1].id, ms: 1, detections: two },
    ])
    return next
  }
  const view = (runId: RunId, threshold = 0.3) => ({ runId, split: 'val' as const, threshold })

  it('says which hard negatives still fire and which labels are found now, before and after', () => {
    expect(report(test.project, view(test.run.id))).toMatchObject({ beforeRunId: null, fates: [] })
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'hard-negative' }, NOW)
    giveVerdict(test.project, test.run.id, test.place(2), { verdict: 'hard-negative' }, NOW)
    giveVerdict(test.project, test.run.id, test.place(0, 1), { verdict: 'mend' }, NOW)
    const drawn = testBox(test.images[1], test.classes[1], {
      x1: 100,
      y1: 10,
      x2: 140,
      y2: 50,
      createdAt: NOW,
    })
    test.project.commit(addBoxes(drawn), 'do')
    const next = nextRun(
      [
        test.seen(0, 0.95, [10, 20, 30, 40]),
        test.seen(0, 0.4, [150, 60, 190, 90]),
        test.seen(1, 0.9, [150, 60, 190, 95]),
      ],
      [test.seen(0, 0.8, [50, 50, 90, 60])],
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
    expect(found).toMatchObject({ beforeRunId: test.run.id, unseen: 0, pictures: 2 })
    // Today's labels: A, B, the mended C, the drawn one. Before: A and C found, two wrong. After: A and C found, two wrong.
    expect(found.sameThreshold).toEqual([
      { runId: test.run.id, threshold: 0.3, fpPerImage: 1, recall: 0.5 },
      { runId: next.id, threshold: 0.3, fpPerImage: 1, recall: 0.5 },
    ])
    // F1 by score, before: .95 2/5, .9 2/6, .7 4/7, .6 4/8, .2 6/9; after: .95 2/5, .9 2/6, .8 4/7, .4 4/8.
    expect(found.bestThreshold).toEqual([
      { runId: test.run.id, threshold: 0.2, fpPerImage: 1, recall: 0.75 },
      { runId: next.id, threshold: 0.8, fpPerImage: 0.5, recall: 0.5 },
    ])
    expect(report(test.project, view(next.id, 0.5)).fates.at(-1)).toMatchObject({ outcome: 'gone' })
  })

  it('keeps apart what is on pictures that the later run never saw', () => {
    giveVerdict(test.project, test.run.id, test.place(0, 1), { verdict: 'hard-negative' }, NOW)
    const { id: _id, name: _name, ...fields } = test.run
    const next = test.project.createRun({ ...fields, startedAt: Date.now() + 1000 })
    test.project.savePredictions(next.id, [{ imageId: test.images[0].id, ms: 1, detections: [] }])
    const found = report(test.project, view(next.id))
    expect(found).toMatchObject({ fates: [], unseen: 1, beforeRunId: null, sameThreshold: null })
  })
})
