import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reviewCounts } from './reviewQueue'
import { queue } from './reviewService'
import { createReviewProject, type ReviewProject } from './testing/reviewProject'

let test: ReviewProject
beforeEach(async () => {
  test = await createReviewProject()
})
afterEach(() => test.remove())

const view = (threshold: number | null, kept?: boolean) => ({
  runId: test.run.id,
  split: 'val' as const,
  threshold,
  ...(kept === undefined ? {} : { kept }),
})

function keep(perClass: (number | null)[]): void {
  test.project.putRun({ ...test.run, thresholds: { overall: 0.8, perClass, goal: { kind: 'hand' } } })
}

// By hand, class 0: 0.95 finds A, 0.9 and 0.7 and 0.6 are false, C is missed; class 1: 0.2 finds B.
describe('thresholds kept with a run', () => {
  it('hold by class where none is asked for, and say so', () => {
    keep([null, 0.1])
    const counts = reviewCounts(test.project, view(null))
    expect(counts).toMatchObject({ threshold: 0.8, isKept: true })
    expect(counts.counts).toMatchObject({ found: 2, falsePositives: 1, missed: 1 })
    const { errors } = queue(test.project, view(null))
    expect(errors.map(({ kind, score }) => [kind, score])).toEqual(
      expect.arrayContaining([
        ['fp', 0.9],
        ['fn', null],
      ]),
    )
    expect(errors).toHaveLength(2)
  })

  it('give way to a plain threshold, and hold again where they are asked for', () => {
    keep([null, 0.1])
    const plain = reviewCounts(test.project, view(0.8))
    expect(plain).toMatchObject({ threshold: 0.8, isKept: false, counts: { found: 1, missed: 2 } })
    expect(reviewCounts(test.project, view(0.8, true))).toMatchObject({ isKept: true, counts: { found: 2 } })
  })

  it('are not there while none were kept: then it is the best F1', () => {
    expect(reviewCounts(test.project, view(null, true))).toMatchObject({ isKept: false })
  })
})
