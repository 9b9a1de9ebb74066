import { expect, test } from 'vitest'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import { classWeights } from './classWeights'

const base = { ...defaultTrainConfig().loss.classWeights, kind: 'none' as const }
const names = ['a', 'b', 'c']
const counts = [10, 100, 1000]

test.each([
  [0.9, [1.302841, 0.848591, 0.848568]],
  [0.99, [2.406842, 0.363011, 0.230147]],
  [0.999, [2.677839, 0.28, 0.04216]],
  [0.9999, [2.700382, 0.271255, 0.028362]],
])('effective number, beta %f: the numbers of Cui et al.', (beta, wanted) => {
  const weights = classWeights({ ...base, kind: 'effectiveNumber', beta }, names, counts)
  for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo(wanted[i], 6)
})

test('inverse and its square root, scaled to add up to the number of classes', () => {
  const inverse = classWeights({ ...base, kind: 'inverse' }, names, [1, 2, 4])
  for (const [i, weight] of inverse.entries()) expect(weight).toBeCloseTo([12 / 7, 6 / 7, 3 / 7][i], 12)
  const root = classWeights({ ...base, kind: 'sqrtInverse' }, names, [1, 4, 16])
  for (const [i, weight] of root.entries()) expect(weight).toBeCloseTo([12 / 7, 6 / 7, 3 / 7][i], 12)
})

test('scaled over the boxes: their mean is 1, and classes without boxes have no say', () => {
  const config = { ...base, kind: 'sqrtInverse' as const, scale: 'boxes' as const }
  // 1, 1/2, 1/4 and, for no box, 1; mean over the boxes (1 + 4/2 + 16/4) / 21 = 1/3.
  const weights = classWeights(config, [...names, 'none'], [1, 4, 16, 0])
  for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo([3, 3 / 2, 3 / 4, 3][i], 12)
  expect(classWeights(config, names, [0, 0, 0])).toEqual([1, 1, 1])
})

test('auto is the root of inverse counts over the boxes from a ratio of ten on, else equal', () => {
  const config = { ...base, kind: 'auto' as const }
  expect(classWeights(config, names, [10, 100, 0])).toEqual([1, 1, 1])
  expect(classWeights(config, [], [])).toEqual([])
  const wanted = classWeights({ ...base, kind: 'sqrtInverse', scale: 'boxes' }, names, [10, 101, 0])
  expect(classWeights(config, names, [10, 101, 0])).toEqual(wanted)
  expect(wanted[0] / wanted[1]).toBeCloseTo(Math.sqrt(10.1), 12)
})

test('a class without boxes weighs as one with a single box', () => {
  const config = { ...base, kind: 'inverse' as const }
  expect(classWeights(config, ['a', 'b'], [0, 4])).toEqual(classWeights(config, ['a', 'b'], [1, 4]))
})

test('manual weights go by name, others stay 1, unknown names are refused', () => {
  const config = { ...base, kind: 'manual' as const, manual: { b: 3 } }
  expect(classWeights(config, names, counts)).toEqual([1, 3, 1])
  expect(() => classWeights({ ...config, manual: { z: 2 } }, names, counts)).toThrow(/"z"/)
  expect(classWeights(base, names, counts)).toEqual([1, 1, 1])
})
