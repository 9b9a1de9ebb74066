import { expect, test } from 'vitest'
import { addTallies, countOutcomes, figuresAt, tallyAt, tallyFigures } from './tally'

const outcomes = countOutcomes({ scores: [0.9, 0.5, 0.5, 0.2], isTrue: [1, 1, 0, 0], numTruths: 3 })

test.each([
  [0.95, { found: 0, falsePositives: 0, missed: 3 }],
  [0.9, { found: 1, falsePositives: 0, missed: 2 }],
  [0.5, { found: 2, falsePositives: 1, missed: 1 }],
  [0.3, { found: 2, falsePositives: 1, missed: 1 }],
  [0, { found: 2, falsePositives: 2, missed: 1 }],
])('from %d on', (threshold, tally) => expect(tallyAt(outcomes, threshold)).toEqual(tally))

test('figures of a sum', () => {
  const sum = addTallies([tallyAt(outcomes, 0.5), { found: 1, falsePositives: 2, missed: 0 }])
  expect(tallyFigures(sum, 6)).toEqual({
    found: 3,
    falsePositives: 3,
    missed: 1,
    precision: 0.5,
    recall: 0.75,
    f1: 0.6,
    fpPerImage: 0.5,
  })
})

test('without ground truth there is no recall, without detections no precision', () => {
  expect(tallyFigures({ found: 0, falsePositives: 2, missed: 0 }, 1)).toMatchObject({
    precision: 0,
    recall: null,
    f1: null,
  })
  expect(tallyFigures({ found: 0, falsePositives: 0, missed: 2 }, 1)).toMatchObject({
    precision: null,
    recall: 0,
    f1: 0,
  })
})

test('all classes at one score; at none nothing is kept', () => {
  const cats = { scores: [0.9, 0.4], isTrue: [1, 0], numTruths: 2 }
  const dogs = { scores: [0.6], isTrue: [0], numTruths: 1 }
  expect(figuresAt([cats, dogs], 0.5, 4)).toMatchObject({ precision: 0.5, recall: 1 / 3, fpPerImage: 0.25 })
  expect(figuresAt([cats, dogs], null, 4)).toMatchObject({ precision: null, recall: 0, fpPerImage: 0 })
  expect(figuresAt([], null, 0)).toMatchObject({ recall: null, fpPerImage: null })
})
