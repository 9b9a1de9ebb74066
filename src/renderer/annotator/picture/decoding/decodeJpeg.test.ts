import { describe, expect, it } from 'vitest'
import { eighthsFor } from './decodeJpeg'

describe('how much of a picture is decoded', () => {
  it.each([
    // The longest side of 4000 px gives 500, 1000, 2000 and 4000.
    [4000, 3000, 500, 1],
    [4000, 3000, 796, 2],
    [3000, 4000, 796, 2],
    // A tenth more than there is does not show.
    [4000, 3000, 1100, 2],
    [4000, 3000, 1101, 4],
    [4000, 3000, 2300, 8],
    [4000, 3000, 9000, 8],
    [12_000, 9000, 1600, 1],
    [0, 0, 800, 8],
  ])('of %i x %i px for %i px: %i eighths', (width, height, side, eighths) => {
    expect(eighthsFor({ width, height }, side)).toBe(eighths)
  })
})
