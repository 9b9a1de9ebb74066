import type { BoxRecord } from '../../../shared/annotation/schema'
import type { Detection, ReviewQueue } from '../../../shared/review/schema'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import type { NewRun, RunRecord } from '../../../shared/training/run'
import { addBoxes, createTestProject, type TestProject, testBox } from '../../project/testing/testProject'
import { queue } from '../reviewService'

/** When verdicts are given in the tests, after the run. */
export const NOW = 5000

export interface ReviewProject extends TestProject {
  run: RunRecord
  truths: { a: BoxRecord; b: BoxRecord; c: BoxRecord }
  /** A detection of a class, with its corners. */
  seen(classIndex: number, score: number, corners: readonly number[]): Detection
  /** Id of the error of a detection. */
  place(index: number, imageIndex?: number): string
  review(): ReviewQueue
}

/**
 * Two validation pictures and a third that is in no list yet, classes `class 0` and `class 1`.
 * Picture 1: ground truth A (class 0) at 10..30 x 20..40, B (class 1) at 100..140 x 20..60.
 * Picture 2: ground truth C (class 0) at 50..90 x 50..90, and nothing else.
 */
export async function createReviewProject(): Promise<ReviewProject> {
  const test = await createTestProject(3, 2)
  const [one, two] = test.images
  const [class0, class1] = test.classes
  const truths = {
    a: testBox(one, class0),
    b: testBox(one, class1, { x1: 100, y1: 20, x2: 140, y2: 60 }),
    c: testBox(two, class0, { x1: 50, y1: 50, x2: 90, y2: 90 }),
  }
  const seen: ReviewProject['seen'] = (classIndex, score, [x1, y1, x2, y2]) => {
    const { id, name } = test.classes[classIndex]
    return { classId: id, className: name, score, x1, y1, x2, y2 }
  }
  test.project.commit(addBoxes(truths.a, truths.b, truths.c), 'do')
  test.project.setSplits(new Map(test.images.map(({ id }) => [id, 'val'])))
  const run = test.project.createRun(runFields(test))
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
  return Object.assign(test, {
    run,
    truths,
    seen,
    place: (index: number, imageIndex = 0) => `${run.id}-fp-${test.images[imageIndex].id}-${index}`,
    review: () => queue(test.project, { runId: run.id }),
  })
}

/** A finished run of the project's classes; `reviewable`: it has predictions. */
export function runFields({ classes }: Pick<TestProject, 'classes'>, reviewable = true): NewRun {
  return {
    status: 'finished',
    preset: 'quick',
    startedAt: 1000,
    finishedAt: 2000,
    config: defaultTrainConfig(),
    classes: classes.map(({ name }) => name),
    numTrain: 0,
    numVal: 2,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable,
    error: null,
  }
}
