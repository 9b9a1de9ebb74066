import { expect, it } from 'vitest'
import { histogramOf } from './histogram'

it('counts grey samples by equal parts of the range, as shares of the fullest', () => {
  const samples = Uint16Array.from([0, 1, 255, 256, 511, 1023, 1023, 1023, 1023, 2000])
  // Parts of 0 to 1023 in fours: three, two, none, four; 2000 lies above.
  expect(histogramOf({ channels: 1, samples }, 4, 1023)).toEqual([0.75, 0.5, 0, 1])
})

it('leaves alpha out', () => {
  const samples = Uint16Array.from([0, 0, 0, 65_535, 900, 900, 900, 65_535])
  expect(histogramOf({ channels: 4, samples }, 2, 1023)).toEqual([1, 1])
  expect(histogramOf({ channels: 2, samples: Uint16Array.from([5, 1000]) }, 2, 1023)).toEqual([1, 0])
})
