import { describe, expect, it } from 'vitest'
import { suggestCocoClass } from './suggestCocoClass'

describe('the suggested COCO class', () => {
  it.each([
    ['car', 'car'],
    ['Cars', 'car'],
    ['traffic_light', 'traffic light'],
    ['Hot-Dogs', 'hot dog'],
    ['buses', 'bus'],
    ['people', 'person'],
    ['Sofa', 'couch'],
    ['skis', 'skis'],
    ['platelet', null],
    ['scar', null],
    ['', null],
  ])('of %j is %j', (name, expected) => {
    expect(suggestCocoClass(name)).toBe(expected)
  })
})
