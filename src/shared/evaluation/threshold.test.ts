import { describe, expect, test } from 'vitest'
import { bestCost, bestF1, operatingThresholds, poolOutcomes } from './threshold'

describe('best F1', () => {
  test('hand-worked: three right of five, four to find', () => {
    // F1 after each: 2/5, 4/6, 4/7, 6/8, 6/9.
    const outcomes = { scores: [0.9, 0.8, 0.7, 0.6, 0.5], isTrue: [1, 1, 0, 1, 0], numTruths: 4 }
    expect(bestF1(outcomes)).toEqual({ threshold: 0.6, precision: 0.75, recall: 0.75, f1: 0.75 })
  })
  test('detections of one score stand or fall together', () => {
    const outcomes = { scores: [0.9, 0.5, 0.5], isTrue: [0, 1, 0], numTruths: 1 }
    expect(bestF1(outcomes)).toEqual({ threshold: 0.5, precision: 1 / 3, recall: 1, f1: 0.5 })
  })
  test('undefined where nothing can be found or nothing was', () => {
    expect(bestF1({ scores: [0.9], isTrue: [0], numTruths: 0 })).toEqual({
      threshold: null,
      precision: null,
      recall: null,
      f1: null,
    })
    expect(bestF1({ scores: [0.9], isTrue: [0], numTruths: 2 })).toEqual({
      threshold: null,
      precision: null,
      recall: 0,
      f1: null,
    })
  })
  test('thresholds to use: with 20 boxes half way between its own and the common one', () => {
    const many = { scores: new Array(80).fill(0.6), isTrue: new Array(80).fill(1), numTruths: 80 }
    const few = { scores: new Array(20).fill(0.2), isTrue: new Array(20).fill(1), numTruths: 20 }
    const none = { scores: [0.9], isTrue: [0], numTruths: 0 }
    expect(bestF1(poolOutcomes([many, few, none])).threshold).toBe(0.2)
    const { common, perClass } = operatingThresholds([many, few, none])
    expect(common).toBe(0.2)
    expect(perClass[0]).toBeCloseTo(0.8 * 0.6 + 0.2 * 0.2, 12)
    expect(perClass.slice(1)).toEqual([0.2, 0.2])
  })
})

describe('least cost', () => {
  // False positives and misses from 0.9 on down: 0+3, 0+2, 1+2, 1+1, 2+1, 3+0; all 6 kept.
  const outcomes = {
    scores: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
    isTrue: [1, 1, 0, 1, 0, 0, 1],
    numTruths: 4,
  }
  test.each([
    // A miss costs 1: 3, 2, 3, 2, 3, 4, 3; the higher of the two that tie.
    [1, { threshold: 0.8, cost: 2 }],
    // 2: 6, 4, 5, 3, 4, 5, 3
    [2, { threshold: 0.6, cost: 3 }],
    // 5: 15, 10, 11, 6, 7, 8, 3
    [5, { threshold: 0.3, cost: 3 }],
    // A tenth: 0.3, 0.2, 1.2, 1.1, 2.1, 3.1, 3
    [0.1, { threshold: 0.8, cost: 0.2 }],
  ])('where a miss costs %d false alarms', (missCost, best) => {
    expect(bestCost(outcomes, missCost)).toEqual(best)
  })
  test('nothing is kept where every detection costs more than it finds', () => {
    expect(bestCost({ scores: [0.9, 0.8, 0.7], isTrue: [0, 0, 1], numTruths: 1 }, 1)).toEqual({
      threshold: null,
      cost: 1,
    })
  })
  test('thresholds to use are drawn towards the common one as for F1', () => {
    const many = { scores: new Array(80).fill(0.6), isTrue: new Array(80).fill(1), numTruths: 80 }
    const few = { scores: new Array(20).fill(0.2), isTrue: new Array(20).fill(1), numTruths: 20 }
    const { common, perClass } = operatingThresholds([many, few], { kind: 'cost', missCost: 5 })
    expect(common).toBe(0.2)
    expect(perClass[0]).toBeCloseTo(0.8 * 0.6 + 0.2 * 0.2, 12)
    expect(perClass[1]).toBe(0.2)
  })
})
