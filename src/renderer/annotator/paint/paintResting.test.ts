import { expect, test } from 'vitest'
import { testBox } from '../testing/testRecords'
import { changedPlaces, type Resting } from './paintResting'

const [a, b, c] = [0, 20, 40].map((x1, n) => testBox(n + 1, { x1, y1: 0, x2: x1 + 10, y2: 10 }))
const resting: Resting = { boxes: [a, b], marks: [], detections: [], doubled: [], colors: new Map() }

test('boxes that come, go or change are the places that look different', () => {
  const moved = { ...b, x1: 22 }
  expect(changedPlaces(resting, { ...resting, boxes: [a, b, c] })).toEqual([c])
  expect(changedPlaces(resting, { ...resting, boxes: [a] })).toEqual([b])
  expect(changedPlaces(resting, { ...resting, boxes: [a, moved] })).toEqual([moved, b])
})

test('so are those that begin or cease to say the same as another one', () => {
  const twice = { ...resting, doubled: [a, b] }
  expect(changedPlaces(resting, twice)).toEqual([a, b])
  expect(changedPlaces(twice, { ...twice, doubled: [b] })).toEqual([a])
  expect(changedPlaces(twice, { ...twice })).toEqual([])
})

test('other marks, or many boxes at once, are everywhere', () => {
  const many = Array.from({ length: 25 }, (_, n) => testBox(n + 100, a))
  expect(changedPlaces(resting, { ...resting, marks: [] })).toBeNull()
  expect(changedPlaces(resting, { ...resting, boxes: [a, b, ...many] })).toBeNull()
  expect(changedPlaces(resting, { ...resting, doubled: many })).toBeNull()
})
