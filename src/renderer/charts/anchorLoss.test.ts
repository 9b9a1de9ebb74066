import { describe, expect, it } from 'vitest'
import { withAssignments } from '../../shared/training/settings'
import { type AnchorLoss, anchorLossOf, companionOf, curveNote, meanCertainty } from './anchorLoss'

const loss = (...settings: string[]) => withAssignments({}, settings).loss
const named = (name: string, ...settings: string[]) => loss(`loss.classification=${name}`, ...settings)

function elementOf(settings: ReturnType<typeof loss>, numClasses = 1): AnchorLoss {
  const element = anchorLossOf(settings, numClasses, null)
  if (element === null) throw new Error('no closed form')
  return element
}

describe('the loss of an anchor', () => {
  it('is the focal loss at known logits', () => {
    const focal = elementOf(named('focal', 'loss.focal.alpha=0.25', 'loss.focal.gamma=2'))
    // alpha 0.25, gamma 2: values of torchvision's sigmoid_focal_loss.
    expect(focal.object(0)).toBeCloseTo(0.043321699, 9)
    expect(focal.background(0)).toBeCloseTo(0.129965096, 9)
    expect(focal.object(1)).toBeCloseTo(0.005664514, 9)
    expect(focal.background(-1)).toBeCloseTo(0.526401228, 9)
    const plain = elementOf(loss('loss.focal.alpha=null', 'loss.focal.gamma=0'))
    expect([plain.object(0), plain.background(0)]).toEqual([Math.LN2, Math.LN2])
  })

  it('is finite for any logit', () => {
    const names = [
      'focal',
      'bce',
      'softmaxCrossEntropy',
      'softmaxFocal',
      'focalStar',
      'qfl',
      'vfl',
      'efl',
      'dualFocal',
      'autoFocal',
    ]
    for (const name of names) {
      const element = elementOf(named(name), 20)
      for (const xt of [-1000, -40, 0, 40, 1000]) {
        expect([
          name,
          xt,
          Number.isFinite(element.object(xt)) && Number.isFinite(element.background(xt)),
        ]).toEqual([name, xt, true])
      }
    }
  })

  it.each([
    ['cross-entropy at p 0.5, objects weighed', named('bce', 'loss.bce.posWeight=3'), 1, 0, 3 * Math.LN2],
    // 0.9 ln 2 + 0.1 / 4 (ln 2 + 3 ln 6)
    [
      'smoothing over 3 classes',
      named('softmaxCrossEntropy', 'loss.softmax.labelSmoothing=0.1'),
      3,
      0,
      0.7755434,
    ],
    // 0.25 * 0.5^2 * ln 2
    [
      'softmax focal with a balance',
      named('softmaxFocal', 'loss.focal.alpha=0.25', 'loss.focal.gamma=2'),
      3,
      0,
      0.0433217,
    ],
    // ln(1 + e^-1) / 2
    ['FL* at p 0.5', named('focalStar'), 1, 0, 0.1566308],
    // (0.25 + 0.25)^2 -ln 0.75
    [
      'dual focal, surer than the other',
      named('dualFocal', 'loss.dualFocal.gamma=2'),
      1,
      Math.log(3),
      0.0719205,
    ],
    // 0.75^2 ln 4: no class lies below
    [
      'dual focal, less sure than the other',
      named('dualFocal', 'loss.dualFocal.gamma=2'),
      1,
      -Math.log(3),
      0.7797907,
    ],
    // gamma = ln 2 for a certainty of 0.5: 0.25 * 0.5^0.6931 * ln 2
    ['AutoFocal in the middle of a run', named('autoFocal', 'loss.focal.alpha=0.25'), 1, 0, 0.107178],
  ])('of %s is worked by hand', (_what, settings, numClasses, xt, value) => {
    expect(elementOf(settings, numClasses).object(xt)).toBeCloseTo(value, 6)
  })

  it('weighs background by the balance and by its own weight in a softmax focal loss', () => {
    const settings = ['loss.focal.alpha=0.25', 'loss.focal.gamma=2', 'loss.softmax.backgroundWeight=2']
    // 2 * 0.75 * 0.5^2 * ln 2
    expect(elementOf(named('softmaxFocal', ...settings)).background(0)).toBeCloseTo(0.2599302, 6)
  })

  it('silences only background under VFL', () => {
    const vfl = elementOf(named('vfl'))
    expect(vfl.object(-0.5)).toBeCloseTo(0.974077, 6)
    expect(vfl.background(-0.5)).toBeCloseTo(0.2830587, 6)
  })

  it('shares GHM-C out evenly over the grades that have anchors', () => {
    // Grades of hardness: 1 object at p_t 0.269 in the upper, 9 of background at p_t 0.731 in the lower.
    const profile = {
      format: 'focal-studio-loss-profile',
      version: 1,
      images: 1,
      from: -2,
      width: 2,
      positives: [1, 0],
      negatives: [0, 9],
    } as const
    const settings = named('ghmc', 'loss.ghmc.bins=2')
    expect(anchorLossOf(settings, 1, null)).toBe(null)
    const element = anchorLossOf(settings, 1, { ...profile, positives: [1, 0], negatives: [0, 9] })
    expect(element?.object(-1)).toBeCloseTo(5 * 1.3132617, 6)
    expect(element?.background(1)).toBeCloseTo((10 / 18) * 0.3132617, 6)
  })
})

describe('meanCertainty', () => {
  it('is the mean p_t of the objects', () => {
    const base = { format: 'focal-studio-loss-profile', version: 1, images: 1, from: -1, width: 2 } as const
    expect(meanCertainty({ ...base, positives: [4], negatives: [7] })).toBe(0.5)
    expect(meanCertainty({ ...base, positives: [0], negatives: [7] })).toBe(null)
    expect(meanCertainty(null)).toBe(null)
  })
})

describe('companionOf', () => {
  it('is the rarest class under EFL, weighed up as its focus rises', () => {
    // gamma 2 + 8, factor 5: 5 * 0.25 * 0.5^10 ln 2
    expect(companionOf(named('efl', 'loss.focal.alpha=0.25'))?.object(0)).toBeCloseTo(
      1.25 * 0.5 ** 10 * Math.LN2,
      12,
    )
    expect(companionOf(named('efl', 'loss.efl.scale=0'))).toBe(null)
  })

  it('is the end of a schedule', () => {
    const scheduled = loss('loss.focusing.kind=scheduled', 'loss.focusing.endGamma=2')
    expect(companionOf(scheduled)?.object(0)).toBeCloseTo(0.5 * 0.5 ** 2 * Math.LN2, 12)
    expect(companionOf(loss())).toBe(null)
  })
})

describe('curveNote', () => {
  it('says what the curve leaves open', () => {
    expect(curveNote(loss(), null)).toBe(null)
    expect(curveNote(named('autoFocal'), null)).toContain('0.50 on average')
  })
})
