import { expect, it } from 'vitest'
import type { LossProfile } from '../../shared/training/lossProfile'
import { coarser } from './ProfileFigure'

const profile: LossProfile = {
  format: 'focal-studio-loss-profile',
  version: 1,
  images: 1,
  from: -1,
  width: 0.25,
  positives: [1, 2, 3, 4, 5],
  negatives: [0, 0, 7, 0, 1],
}

it('joins narrow bins to bars, loss and counts alike', () => {
  const bins = { positives: Float64Array.of(1, 1, 1, 1, 1), negatives: Float64Array.of(0, 0, 2, 0, 3) }
  const joined = coarser(profile, bins)
  expect(joined.profile).toEqual({ ...profile, width: 0.5, positives: [3, 7, 5], negatives: [0, 7, 1] })
  expect([...(joined.bins?.positives ?? [])]).toEqual([2, 2, 1])
  expect([...(joined.bins?.negatives ?? [])]).toEqual([0, 2, 3])
})

it('leaves bins that are wide enough', () => {
  const wide = { ...profile, width: 0.5 }
  expect(coarser(wide, null)).toEqual({ profile: wide, bins: null })
})
