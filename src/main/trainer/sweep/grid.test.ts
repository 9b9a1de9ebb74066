import { describe, expect, it } from 'vitest'
import { gridPoints } from './grid'

describe('gridPoints', () => {
  it('makes every combination, the last axis running fastest', () => {
    const points = gridPoints(['loss.focal.gamma=0,2', 'loss.box=giou,ciou'])
    expect(points.map((point) => point.map(({ text }) => text).join(' '))).toEqual([
      '0 giou',
      '0 ciou',
      '2 giou',
      '2 ciou',
    ])
    expect(points[0].map(({ path }) => path)).toEqual(['loss.focal.gamma', 'loss.box'])
  })

  it('is a single run without an axis', () => {
    expect(gridPoints([])).toEqual([[]])
  })

  it('leaves lists and quoted text whole', () => {
    const texts = gridPoints(['anchors.ratios=[1],[0.5,1,2]', 'loss.classWeights.manual={"a,b":2}']).map(
      (point) => point.map(({ text }) => text),
    )
    expect(texts).toEqual([
      ['[1]', '{"a,b":2}'],
      ['[0.5,1,2]', '{"a,b":2}'],
    ])
  })

  it.each(['gamma', '=1', 'loss.focal.gamma=', 'loss.focal.gamma=1,,2'])('refuses %s', (axis) => {
    expect(() => gridPoints([axis])).toThrow(/path=value/)
  })

  it('refuses an axis given twice', () => {
    expect(() => gridPoints(['a=1', 'a=2'])).toThrow(/given twice/)
  })
})
