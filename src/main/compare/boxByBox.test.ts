import { describe, expect, it } from 'vitest'
import type { EvaluationInput, Xywh } from '../detector/evaluate/types'
import { compareBoxes } from './boxByBox'

const cell: Xywh = [0, 0, 10, 10]
const platelet: Xywh = [100, 0, 10, 10]
const third: Xywh = [200, 0, 10, 10]
const bare: Xywh = [0, 300, 10, 10]
const bareShifted: Xywh = [1, 300, 10, 10]
const corner: Xywh = [300, 300, 10, 10]

const truths = [cell, platelet, third].map((xywh) => ({ image: 0, classIndex: 0, xywh }))
const run = (...boxes: [Xywh, number, number?][]): EvaluationInput => ({
  numImages: 1,
  numClasses: 2,
  truths,
  detections: boxes.map(([xywh, score, classIndex = 0]) => ({ image: 0, classIndex, xywh, score })),
})
const kindsOf = (a: EvaluationInput, b: EvaluationInput, minA = 0.5, minB = 0.5) =>
  compareBoxes({ input: a, minScore: minA }, { input: b, minScore: minB }).map(
    ({ kind, truth, scoreA, scoreB }) => ({ kind, truth, scoreA, scoreB }),
  )

describe('compareBoxes', () => {
  it('sorts labelled boxes into fixed, regressed and still wrong, and leaves out what both found', () => {
    const a = run([cell, 0.9], [platelet, 0.8], [third, 0.3])
    const b = run([cell, 0.95], [platelet, 0.2], [third, 0.7])
    expect(kindsOf(a, b)).toEqual([
      { kind: 'regressed', truth: 1, scoreA: 0.8, scoreB: 0.2 },
      { kind: 'fixed', truth: 2, scoreA: 0.3, scoreB: 0.7 },
    ])
    expect(kindsOf(run([cell, 0.9]), run([cell, 0.9], [third, 0.4]))).toEqual([
      { kind: 'stillWrong', truth: 1, scoreA: null, scoreB: null },
      { kind: 'stillWrong', truth: 2, scoreA: null, scoreB: 0.4 },
    ])
  })

  it('pairs false positives: in both still wrong, only in B new, only in A gone', () => {
    const all: [Xywh, number][] = [
      [cell, 0.9],
      [platelet, 0.9],
      [third, 0.9],
    ]
    const a = run(...all, [bare, 0.6], [corner, 0.7])
    // IoU of the two bare ones: 90 / 110.
    const b = run(...all, [bareShifted, 0.8], [[400, 0, 10, 10], 0.55])
    expect(kindsOf(a, b)).toEqual([
      { kind: 'goneFalsePositive', truth: null, scoreA: 0.7, scoreB: null },
      { kind: 'stillWrong', truth: null, scoreA: 0.6, scoreB: 0.8 },
      { kind: 'newFalsePositive', truth: null, scoreA: null, scoreB: 0.55 },
    ])
  })

  it('takes a false positive of another class for another one', () => {
    const kinds = kindsOf(run([bare, 0.6, 0]), run([bare, 0.6, 1])).filter(({ truth }) => truth === null)
    expect(kinds.map(({ kind }) => kind)).toEqual(['goneFalsePositive', 'newFalsePositive'])
  })

  it('judges each run at its own threshold', () => {
    const same = run([cell, 0.4], [platelet, 0.4], [third, 0.4])
    expect(kindsOf(same, same, 0.3, 0.5).map(({ kind }) => kind)).toEqual([
      'regressed',
      'regressed',
      'regressed',
    ])
    expect(kindsOf(same, same, 0.3, 0.3)).toEqual([])
  })

  it('adds up with what each run gets wrong alone', () => {
    const a = run([cell, 0.9], [bare, 0.6], [corner, 0.8])
    const b = run([platelet, 0.9], [bareShifted, 0.6])
    const changes = compareBoxes({ input: a, minScore: 0.5 }, { input: b, minScore: 0.5 })
    const count = (...wanted: string[]) => changes.filter(({ kind }) => wanted.includes(kind)).length
    // A misses two and invents two; B misses two and invents one.
    expect(count('fixed', 'goneFalsePositive', 'stillWrong')).toBe(4)
    expect(count('regressed', 'newFalsePositive', 'stillWrong')).toBe(3)
  })

  it('refuses two different sets of labels', () => {
    const fewer = { ...run([cell, 0.9]), truths: truths.slice(1) }
    expect(() => kindsOf(run([cell, 0.9]), fewer)).toThrow(/same ground truth/)
  })
})
