import { expect, test } from 'vitest'
import { centernessTargets } from './centernessTarget'

test('centerness of anchor centres in the middle, off it, on a side and outside, by hand', () => {
  const box = [0, 0, 10, 20]
  const centres = [
    [5, 10],
    [2, 10],
    [2, 5],
    [0, 10],
    [-3, 10],
  ]
  const anchors = centres.flatMap(([x, y]) => [x - 4, y - 6, x + 4, y + 6])
  const targets = centernessTargets(Float32Array.from(anchors), Float32Array.from(centres.flatMap(() => box)))
  const wanted = [1, Math.sqrt(2 / 8), Math.sqrt((2 / 8) * (5 / 15)), 0, 0]
  for (const [i, value] of wanted.entries()) expect(targets[i]).toBeCloseTo(value, 6)
})

test('no pairs, no targets; a box without area has 0', () => {
  expect(centernessTargets(new Float32Array(0), new Float32Array(0))).toHaveLength(0)
  expect([...centernessTargets(Float32Array.of(4, 4, 6, 6), Float32Array.of(5, 5, 5, 5))]).toEqual([0])
})
