import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FiguresData } from '../../../shared/evaluation/schema'
import { countOutcomes } from '../../../shared/evaluation/tally'
import { poolOutcomes } from '../../../shared/evaluation/threshold'
import type { RunId } from '../../../shared/ids'
import {
  aim,
  aimByClass,
  mayChoose,
  measureIntervals,
  oneForAll,
  setByHand,
  setMissCost,
  thresholdsOf,
  useFigures,
} from './figures'

const classes: FiguresData['classes'] = [
  {
    classId: null,
    name: 'many',
    scores: new Array(80).fill(0.6),
    isTrue: new Array(80).fill(1),
    numTruths: 80,
  },
  { classId: null, name: 'few', scores: [0.4, 0.3, 0.2], isTrue: [1, 0, 1], numTruths: 20 },
]

function show(split: 'val' | 'test') {
  const data: FiguresData = {
    runId: 'run-0001' as RunId,
    split,
    images: 10,
    unpredicted: 0,
    classes,
    numModelClasses: 2,
    temperature: null,
  }
  useFigures.setState({
    ...useFigures.getInitialState(),
    runId: data.runId,
    split,
    data,
    counted: classes.map(countOutcomes),
    pooled: countOutcomes(poolOutcomes(classes)),
    perClass: [null, null],
  })
}
const thresholds = () => thresholdsOf(useFigures.getState())

beforeEach(() => show('val'))

describe('thresholds', () => {
  it('of best F1, one for all, then by class', () => {
    aim({ kind: 'f1' })
    // 80 of 80 found of 100: 160/180; with 0.4: 162/181; 0.3: 162/182; 0.2: 164/183, the best.
    expect(thresholds()).toEqual([0.2, 0.2])
    aimByClass()
    expect(thresholds()[0]).toBeCloseTo(0.8 * 0.6 + 0.2 * 0.2, 12)
    expect(thresholds()[1]).toBeCloseTo(0.2, 12)
    oneForAll()
    expect(thresholds()).toEqual([0.2, 0.2])
  })

  it('of least cost follow what a miss costs', () => {
    aim({ kind: 'cost', missCost: 5 })
    expect(thresholds()).toEqual([0.2, 0.2])
    // Half a false alarm: the second of the few is not worth the wrong one before it.
    setMissCost(0.5)
    expect(thresholds()).toEqual([0.4, 0.4])
  })

  it('by hand stay inside 0 to 1 and go back to the overall one', () => {
    setByHand(null, 0.5)
    setByHand(1, 1.7)
    expect(thresholds()).toEqual([0.5, 1])
    expect(useFigures.getState().goal).toEqual({ kind: 'hand' })
    setByHand(1, null)
    expect(thresholds()).toEqual([0.5, 0.5])
  })

  it('of one class are drawn towards the overall one', () => {
    setByHand(null, 0.5)
    useFigures.setState({ selected: 1 })
    aim({ kind: 'f1' })
    // Its own best is 0.2, its 20 boxes weigh as much as the overall threshold.
    expect(thresholds()).toEqual([0.5, 0.35])
  })

  it('are never chosen on the test pictures', () => {
    show('test')
    expect(mayChoose(useFigures.getState())).toBe(false)
    aim({ kind: 'f1' })
    aimByClass()
    expect(thresholds()).toEqual([0.3, 0.3])
  })
})

describe('measuring intervals', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('of what is on show takes the place of an older measurement', async () => {
    const answers: ((images: number) => void)[] = []
    const call = vi.fn(
      () =>
        new Promise((resolve) => {
          answers.push((images) => resolve({ ok: true, value: { images } }))
        }),
    )
    vi.stubGlobal('window', { studio: { call } })
    const first = measureIntervals()
    // The same again is not asked twice.
    void measureIntervals()
    expect(call).toHaveBeenCalledTimes(1)
    show('test')
    const second = measureIntervals()
    expect(call).toHaveBeenLastCalledWith('review.intervals', { runId: 'run-0001', split: 'test' })
    answers[0](1)
    await first
    expect(useFigures.getState()).toMatchObject({ intervals: null, measuring: { split: 'test' } })
    answers[1](2)
    await second
    expect(useFigures.getState()).toMatchObject({ intervals: { images: 2 }, measuring: null })
  })
})
