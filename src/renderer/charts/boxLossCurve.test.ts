import { describe, expect, it } from 'vitest'
import { withAssignments } from '../../shared/training/settings'
import { boxLossAt } from './boxLossCurve'

const at = (shift: number, ...settings: string[]) => boxLossAt(withAssignments({}, settings).loss, shift)

describe('boxLossAt', () => {
  it.each(['smoothL1', 'huber', 'l1', 'mse', 'iou', 'giou', 'diou', 'ciou', 'eiou', 'siou', 'ghmr'])(
    'of %s is 0 in place and never falls',
    (name) => {
      const values = Array.from({ length: 41 }, (_, i) => at(i / 20, `loss.box=${name}`))
      expect(values[0]).toBeCloseTo(0, 12)
      for (let i = 1; i < values.length; i++) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1])
    },
  )

  it.each([
    ['iou', 0.5, 2 / 3],
    // Apart by one width: the box around both is 3 wide, a third of it empty.
    ['giou', 2, 4 / 3],
    // rho^2 = 1, c^2 = 2^2 + 1
    ['diou', 1, 1.2],
    ['ciou', 1, 1.2],
    // 1 + (1 - e^(-2 / 4)) / 2
    ['siou', 1, 1.1967347],
    // A shift of 0.05 widths is an offset of 0.5.
    ['l1', 0.05, 0.5],
    ['mse', 0.05, 0.25],
    ['huber', 0.2, 1.5],
    ['ghmr', 0.2, 1.9801],
  ])('of %s at %f widths is worked by hand', (name, shift, value) => {
    expect(at(shift, `loss.box=${name}`)).toBeCloseTo(value, 6)
  })

  it('follows the settings of the loss', () => {
    expect(at(0.05, 'loss.box=smoothL1', 'loss.smoothL1.beta=1')).toBeCloseTo(0.125, 12)
    expect(at(0.5, 'loss.box=iou', 'loss.iou.form=log')).toBeCloseTo(Math.log(3), 12)
  })
})
