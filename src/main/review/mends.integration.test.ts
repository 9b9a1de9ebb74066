import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { invert } from '../../shared/annotation/edit'
import { giveVerdict } from './reviewService'
import { createReviewProject, NOW, type ReviewProject } from './testing/reviewProject'

let test: ReviewProject
beforeEach(async () => {
  test = await createReviewProject()
})
afterEach(() => test.remove())

describe('mends', () => {
  const boxesOf = (imageIndex: number) => test.project.readImage(test.images[imageIndex].id).boxes
  const boxOf = (id: string, imageIndex: number) => boxesOf(imageIndex).find((box) => box.id === id)

  it('puts a label where a badly placed detection is, keeps the error with its verdict, and can be taken back', () => {
    giveVerdict(test.project, test.run.id, test.place(0, 1), { verdict: 'mend' }, NOW)
    expect(boxOf(test.truths.c.id, 1)).toEqual({
      ...test.truths.c,
      x1: 50,
      y1: 50,
      x2: 90,
      y2: 60,
      reviewedAt: NOW,
    })
    const { errors, counts } = test.review()
    expect(errors.find(({ id }) => id === test.place(0, 1))).toMatchObject({
      cause: 'localization',
      verdict: 'mend',
      iou: 0.25,
    })
    expect(counts).toEqual({ found: 2, falsePositives: 2, missed: 1, verdicts: 1 })
    giveVerdict(test.project, test.run.id, test.place(0, 1), { verdict: null }, NOW + 1)
    expect(boxOf(test.truths.c.id, 1)).toEqual(test.truths.c)
    expect(test.review().counts).toEqual({ found: 1, falsePositives: 3, missed: 2, verdicts: 0 })
  })

  it('gives a label the class of a wrongly classed detection; a changed mind restores it first', () => {
    giveVerdict(test.project, test.run.id, test.place(2), { verdict: 'mend' }, NOW)
    expect(boxOf(test.truths.b.id, 0)).toEqual({
      ...test.truths.b,
      classId: test.classes[0].id,
      reviewedAt: NOW,
    })
    expect(test.review().errors.find(({ id }) => id === test.place(2))).toMatchObject({
      cause: 'class',
      verdict: 'mend',
    })
    giveVerdict(test.project, test.run.id, test.place(2), { verdict: 'hard-negative', weight: 5 }, NOW + 1)
    expect(boxOf(test.truths.b.id, 0)).toEqual(test.truths.b)
    expect(test.project.readImage(test.images[0].id).marks).toMatchObject([{ weight: 5 }])
    expect(test.review().errors.find(({ id }) => id === test.place(2))).toMatchObject({
      verdict: 'hard-negative',
      weight: 5,
      verdictAt: expect.any(Number),
    })
  })

  it('makes a detection a label as a person has edited it', () => {
    const mend = { boxId: null, box: { x1: 148, y1: 58, x2: 260, y2: 95 }, classId: test.classes[1].id }
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'mend', mend }, NOW)
    const made = boxesOf(0).find(({ source }) => source === 'accepted')
    // The picture is 200 px wide.
    expect(made).toMatchObject({
      x1: 148,
      y1: 58,
      x2: 200,
      y2: 95,
      classId: test.classes[1].id,
      runId: test.run.id,
    })
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: null }, NOW + 1)
    expect(boxesOf(0)).toHaveLength(2)
  })

  it('refuses one that the error does not call for', () => {
    const refusal = expect.objectContaining({ code: 'invalid-input' })
    expect(() => giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'mend' }, NOW)).toThrow(
      refusal,
    )
  })

  it('notes when a label that was missed was found right, until that is undone', () => {
    const id = `${test.run.id}-fn-${test.images[1].id}-${test.truths.c.id}`
    const { edit } = giveVerdict(test.project, test.run.id, id, { verdict: 'accept' }, NOW)
    expect(boxOf(test.truths.c.id, 1)?.reviewedAt).toBe(NOW)
    expect(test.review().errors.find((error) => error.id === id)?.verdict).toBe('accept')
    if (edit === null) throw new Error('no edit')
    test.project.commit(invert(edit), 'undo')
    expect(boxOf(test.truths.c.id, 1)?.reviewedAt).toBeNull()
    expect(test.review().errors.find((error) => error.id === id)?.verdict).toBeNull()
  })

  it('the undo of a changed mind brings the verdict before back', () => {
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'accept' }, NOW)
    const { edit } = giveVerdict(
      test.project,
      test.run.id,
      test.place(1),
      { verdict: 'hard-negative' },
      NOW + 1,
    )
    if (edit === null) throw new Error('no edit')
    test.project.commit(invert(edit), 'undo')
    expect(test.review().errors.find(({ id }) => id === test.place(1))?.verdict).toBe('accept')
  })
})
