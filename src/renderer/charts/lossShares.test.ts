import { describe, expect, it } from 'vitest'
import type { LossProfile } from '../../shared/training/lossProfile'
import { withAssignments } from '../../shared/training/settings'
import { type BinLosses, binLosses, crossEntropyLosses, sharesOf } from './lossShares'

/** Bins with centres at x_t = -3, 0, 3: p_t 0.047, 0.5, 0.953. */
const profile: LossProfile = {
  format: 'focal-studio-loss-profile',
  version: 1,
  images: 2,
  from: -4.5,
  width: 3,
  positives: [0, 10, 0],
  negatives: [0, 20, 1000],
}
const CE_3 = Math.log1p(Math.exp(-3))

/** The focal loss as it was published, on sigmoids. */
const PAPER = ['loss.classification=focal', 'loss.focal.gamma=2', 'loss.focal.alpha=0.25']

const loss = (...settings: string[]) => withAssignments({}, settings).loss

function lossesOf(...settings: string[]): BinLosses {
  const bins = binLosses(loss(...settings), 1, profile)
  if (bins === null) throw new Error('no closed form')
  return bins
}

describe('how a loss is shared out', () => {
  it('gives most of cross-entropy to easy background, and little of the focal loss', () => {
    const easy = 1000 * CE_3
    const rest = 30 * Math.LN2
    const plain = sharesOf(crossEntropyLosses(profile), profile)
    expect(plain.easyNegatives).toBeCloseTo(easy / (easy + rest), 12)
    expect(plain.positives).toBeCloseTo((10 * Math.LN2) / (easy + rest), 12)
    // gamma 2: (1 - p_t)^2 is 1/4 at p_t 0.5 and (1 / (1 + e^3))^2 at x_t 3; alpha 0.25 against 0.75.
    const focal = sharesOf(lossesOf(...PAPER), profile)
    const objects = 0.25 * 10 * 0.25 * Math.LN2
    const hard = 0.75 * 20 * 0.25 * Math.LN2
    const silenced = 0.75 * 1000 * (1 / (1 + Math.exp(3))) ** 2 * CE_3
    expect(focal.easyNegatives).toBeCloseTo(silenced / (objects + hard + silenced), 12)
    expect(focal.hardNegatives).toBeCloseTo(hard / (objects + hard + silenced), 12)
    expect(focal.easyNegatives + focal.hardNegatives + focal.positives).toBeCloseTo(1, 12)
  })

  it('is nothing where there is nothing', () => {
    const empty = { ...profile, positives: [0, 0, 0], negatives: [0, 0, 0] }
    expect(sharesOf(crossEntropyLosses(empty), empty)).toEqual({
      easyNegatives: 0,
      hardNegatives: 0,
      positives: 0,
    })
  })
})

describe('hard samples', () => {
  it('mined: only the hardest background counts, three for each object', () => {
    const bins = lossesOf('loss.classification=bce', 'loss.hardSamples.kind=mining')
    // 30 wanted: all 20 of the middle bin, and 10 of the 1000 easy ones.
    expect([...bins.negatives]).toEqual([0, 20 * Math.LN2, expect.closeTo(10 * CE_3, 9)])
    expect([...bins.positives]).toEqual([0, 10 * Math.LN2, 0])
  })

  it('mined: pictures without objects keep some background', () => {
    const empty = { ...profile, positives: [0, 0, 0] }
    const bins = binLosses(loss('loss.classification=bce', 'loss.hardSamples.kind=mining'), 1, empty)
    // 3 for each of the 2 pictures.
    expect(bins?.negatives[1]).toBeCloseTo(6 * Math.LN2, 12)
    expect(bins?.negatives[2]).toBe(0)
  })

  it('emphasised: the hardest share of all anchors weighs more', () => {
    const settings = [
      'loss.hardSamples.kind=emphasis',
      'loss.hardSamples.share=0.0291262135922',
      'loss.hardSamples.factor=2',
    ]
    const bins = lossesOf('loss.classification=bce', ...settings)
    // 0.029126 of 1030 anchors are 30: the middle bins of both sides.
    expect(bins.positives[1]).toBeCloseTo(2 * 10 * Math.LN2, 6)
    expect(bins.negatives[1]).toBeCloseTo(2 * 20 * Math.LN2, 6)
    expect(bins.negatives[2]).toBeCloseTo(1000 * CE_3, 6)
  })

  it('forgiven: hopeless objects weigh less', () => {
    const hopeless = { ...profile, positives: [10, 0, 0] }
    const forgiving = loss(
      'loss.classification=bce',
      'loss.hardSamples.kind=forgive',
      'loss.hardSamples.power=2',
    )
    const p = 1 / (1 + Math.exp(3))
    expect(binLosses(forgiving, 1, hopeless)?.positives[0]).toBeCloseTo(
      10 * (p / 0.1) ** 2 * Math.log1p(Math.exp(3)),
      9,
    )
  })
})
