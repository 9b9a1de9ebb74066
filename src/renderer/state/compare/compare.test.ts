import { beforeEach, expect, it } from 'vitest'
import type { RunFigures } from '../../../shared/compare/schema'
import type { RunId } from '../../../shared/ids'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { RunRecord } from '../../../shared/training/run'
import { clearChosen, sortBy, sortedRuns, toggleChosen, useCompare } from './compare'

const run = (number: number, more: object = {}) =>
  RunRecord.parse({
    id: `run-000${number}`,
    name: `Run ${number}`,
    status: 'finished',
    preset: 'quick',
    startedAt: number,
    finishedAt: number,
    config: defaultTrainConfig(),
    classes: [],
    numTrain: 10 * number,
    numVal: 1,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable: true,
    error: null,
    ...more,
  })
const of = (AP: number | null, fp: number) => {
  const interval = (value: number | null) => ({ value, low: null, high: null })
  return {
    of: '',
    figures: { AP: interval(AP), fpPerImage: interval(fp) } as RunFigures,
  }
}
const runs = [run(1), run(2, { name: 'Run 10' }), run(3)]
const figures = { 'run-0001': of(0.5, 2), 'run-0002': of(null, 1), 'run-0003': of(0.7, 3) }
const order = () =>
  sortedRuns(runs, { ...useCompare.getState(), figures }).map(({ id }) => Number(id.slice(-1)))

beforeEach(() => useCompare.setState(useCompare.getInitialState()))

it('shows the newest run first, and figures from the best, those that are undefined last', () => {
  expect(order()).toEqual([3, 2, 1])
  sortBy('AP')
  expect(order()).toEqual([3, 1, 2])
  sortBy('AP')
  expect(order()).toEqual([1, 3, 2])
  sortBy('fpPerImage')
  expect(order()).toEqual([2, 1, 3])
})

it('reads numbers in names as people do', () => {
  sortBy('name')
  expect(order()).toEqual([1, 3, 2])
})

it('keeps chosen runs in the order of the choice', () => {
  const [a, b] = runs.map(({ id }) => id) as [RunId, RunId]
  toggleChosen(b)
  toggleChosen(a)
  expect(useCompare.getState().chosen).toEqual([b, a])
  toggleChosen(b)
  expect(useCompare.getState().chosen).toEqual([a])
  clearChosen()
  expect(useCompare.getState().chosen).toEqual([])
})
