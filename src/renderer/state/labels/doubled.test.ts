import { expect, it } from 'vitest'
import { testBox } from '../../annotator/testing/testRecords'
import { doubledAmong } from './doubled'

it('finds both of a pair, and is not worked out again for the same boxes', () => {
  const place = { x1: 0, y1: 0, x2: 100, y2: 100 }
  const boxes = [testBox(1, place), testBox(2, { ...place, x2: 99 }), testBox(3, { ...place, x1: 50 })]
  const found = doubledAmong(boxes)
  expect([...found].sort()).toEqual([boxes[0].id, boxes[1].id])
  expect(doubledAmong(boxes)).toBe(found)
  expect([...doubledAmong([boxes[0], boxes[2]])]).toEqual([])
})
