import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { area } from '../../../shared/geometry/box'
import { testBox } from '../testing/testRecords'
import { imagePoint } from '../types'
import { createBoxIndex } from './hitTest'

const seed = Number(process.env.FOCAL_SEED ?? 20_240_607)
const coordinate = fc.integer({ min: 0, max: 300 })
const boxes = fc
  .array(fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })), {
    maxLength: 60,
  })
  .map((rows) => rows.map(([x, y, w, h], i) => testBox(i + 1, { x1: x, y1: y, x2: x + w, y2: y + h })))

describe('the box index', () => {
  it('finds what looking at every box finds, smallest area first', () => {
    fc.assert(
      fc.property(boxes, coordinate, coordinate, (all, x, y) => {
        const found = createBoxIndex(all).at(imagePoint(x, y), 0)
        const sought = all.filter((box) => x >= box.x1 && x <= box.x2 && y >= box.y1 && y <= box.y2)
        expect(new Set(found)).toEqual(new Set(sought))
        const areas = found.map(area)
        expect(areas).toEqual([...areas].sort((a, b) => a - b))
      }),
      { seed, verbose: true },
    )
  })
})
