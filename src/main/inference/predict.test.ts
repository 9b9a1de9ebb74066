import { describe, expect, it } from 'vitest'
import { toPicture } from './predict'

describe('toPicture', () => {
  it('stretches boxes from the input to the picture and clips them to it', () => {
    const found = {
      boxes: Float32Array.of(32, 16, 64, 48, 90, -1, 96.5, 8),
      scores: Float32Array.of(0.75, 0.5),
      labels: Int32Array.of(1, 0),
      ms: 3,
    }
    const detections = toPicture(
      found,
      ['cat', 'dog'],
      { width: 96, height: 64 },
      { width: 480, height: 128 },
    )
    expect(detections).toEqual([
      { classIndex: 1, class: 'dog', score: 0.75, box: { x1: 160, y1: 32, x2: 320, y2: 96 } },
      { classIndex: 0, class: 'cat', score: 0.5, box: { x1: 450, y1: 0, x2: 480, y2: 16 } },
    ])
  })
})
