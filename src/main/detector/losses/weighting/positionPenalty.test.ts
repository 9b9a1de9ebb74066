import { expect, test } from 'vitest'
import { testScene, testTargets } from '../testing/lossScene'
import { weighStep } from './index'

const targets = testTargets(
  [
    { row: 0, classIndex: 0, box: [0, 0, 16, 16] },
    { row: 7, classIndex: 0, box: [8, 8, 24, 24] },
  ],
  { batchSize: 2 },
)
const zeros = { logits: new Array<number>(8).fill(0), numColumns: 1 }

test('diou: 1 + kappa rho^2 / c^2 on the box loss alone', () => {
  const positionPenalty = { kind: 'diou' as const, strength: 2 }
  const predicted = [
    [4, 3, 20, 19],
    [8, 8, 24, 24],
  ]
  const weights = weighStep(testScene(targets, { positionPenalty }, { ...zeros, predicted }))
  // Centres (12, 11) and (8, 8): 25; around both 20 x 19: 761.
  expect(weights.boxes[0]).toBeCloseTo(1 + (2 * 25) / 761, 5)
  expect(weights.boxes[1]).toBeCloseTo(1, 5)
  expect([...weights.positives, ...weights.anchors].every((weight) => weight === 1)).toBe(true)
})

test('penaltyReduced: background on the centre of an object weighs nothing, in its own picture only', () => {
  const positionPenalty = { kind: 'penaltyReduced' as const, strength: 1 }
  const centred = testTargets([{ row: 1, classIndex: 0, box: [4, 4, 12, 12] }], { batchSize: 2 })
  const weights = weighStep(testScene(centred, { positionPenalty }, zeros))
  expect(weights.anchors[0]).toBe(0)
  expect(weights.anchors[1]).toBe(1)
  expect([...weights.anchors.subarray(4)]).toEqual([1, 1, 1, 1])
  expect([...weights.boxes]).toEqual([1])
})
