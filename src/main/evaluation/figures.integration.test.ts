import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunId } from '../../shared/ids'
import type { RunRecord } from '../../shared/training/run'
import { addBoxes, testBox } from '../project/testing/testProject'
import { createReviewProject, type ReviewProject, runFields } from '../review/testing/reviewProject'
import { apIntervals, confusion, confusionCell, figuresData } from './figures'

let test: ReviewProject
let run: RunRecord

beforeEach(async () => {
  test = await createReviewProject()
  run = test.run
  // Labelled, but without predictions.
  test.project.commit(addBoxes(testBox(test.images[2], test.classes[0])), 'do')
})
afterEach(() => test.remove())

describe('figures of a run', () => {
  it('come by class, by falling score, with what is left out', () => {
    const figures = figuresData(test.project, { runId: run.id, split: 'val' })
    expect(figures).toMatchObject({ images: 2, unpredicted: 1, numModelClasses: 2 })
    const [zero, one] = figures.classes
    expect(zero).toMatchObject({
      name: 'class 0',
      scores: [0.95, 0.9, 0.7, 0.6],
      isTrue: [1, 0, 0, 0],
      numTruths: 2,
    })
    expect(one).toMatchObject({ scores: [0.2], isTrue: [1], numTruths: 1 })
  })

  it('follow a class that was renamed', () => {
    const [class0] = test.classes
    test.project.commit(
      {
        ...addBoxes(),
        label: 'rename',
        classes: { added: [], removed: [], changed: [[class0, { ...class0, name: 'cell' }]] },
      },
      'do',
    )
    const { classes, numModelClasses } = figuresData(test.project, { runId: run.id, split: 'val' })
    expect(classes.map(({ name }) => name)).toEqual(['cell', 'class 1'])
    expect(numModelClasses).toBe(2)
  })

  it('the confusion matrix goes by the threshold of each class, its cells by their pairs', () => {
    const query = { runId: run.id, split: 'val' as const, thresholds: [0.5, 0.5] }
    // C is missed: 1600 px2 of it against 400 found, IoU 0.25.
    expect(confusion(test.project, query).matrix).toEqual([
      [1, 0, 1],
      [1, 0, 0],
      [2, 0, 0],
    ])
    expect(confusion(test.project, { ...query, thresholds: [0.65, 0.1] }).matrix).toEqual([
      [1, 0, 1],
      [0, 1, 0],
      [2, 0, 0],
    ])
    const cell = confusionCell(test.project, { ...query, row: 1, column: 0 })
    expect(cell.total).toBe(1)
    expect(cell.pairs[0]).toMatchObject({
      imageId: test.images[0].id,
      truth: { x1: 100, y1: 20, x2: 140, y2: 60 },
      detection: { x1: 100, y1: 20, x2: 140, y2: 60 },
      score: 0.6,
      iou: 1,
    })
    const wrong = confusionCell(test.project, { ...query, row: 2, column: 0 })
    expect(wrong.pairs.map(({ score, truth }) => [score, truth])).toEqual([
      [0.9, null],
      [0.7, null],
    ])
  })

  it('AP has intervals', async () => {
    const report = await apIntervals(test.project, { runId: run.id, split: 'val' }, { resamples: 200 })
    expect(report).toMatchObject({ images: 2, resamples: 200 })
    // Class 0: one of two found first, precision 1 up to recall 0.5: 51 of 101 points at every IoU; class 1 at IoU 0.95.
    expect(report.perClass[0].AP.value).toBeCloseTo(51 / 101, 12)
    expect(report.perClass[0]).toMatchObject({ numTruths: 2, AP50: { low: 0, high: 1 } })
    expect(report.perClass[1].AP).toEqual({ value: 1, low: 1, high: 1 })
  })
})

it('measuring intervals can be cancelled and lets others have a turn', async () => {
  const controller = new AbortController()
  const work = apIntervals(
    test.project,
    { runId: run.id, split: 'val' },
    { resamples: 1e7, signal: controller.signal, onProgress: () => controller.abort() },
  )
  await expect(work).rejects.toThrow()
})

describe('bad input', () => {
  it('a run without predictions, an empty split, classes that have changed', () => {
    const { id } = test.project.createRun(runFields(test, false))
    const at = (runId: RunId, split: 'val' | 'test' = 'val') => ({ runId, split })
    const codeOf = (work: () => unknown) => {
      try {
        work()
      } catch (cause) {
        return (cause as { code: string }).code
      }
      return null
    }
    expect(codeOf(() => figuresData(test.project, at(id)))).toBe('run-not-finished')
    expect(codeOf(() => figuresData(test.project, at('run-0042' as RunId)))).toBe('run-not-found')
    expect(codeOf(() => figuresData(test.project, at(run.id, 'test')))).toBe('invalid-input')
    expect(codeOf(() => confusion(test.project, { ...at(run.id), thresholds: [0.5] }))).toBe('invalid-input')
  })
})
