import { describe, expect, it } from 'vitest'
import { countEvaluation, describeStall, isStalled } from './earlyStop'

const settings = { patience: 3, minDelta: 0.01, minFraction: 0.4 }

/** Counts one evaluation an epoch. */
function afterEvaluations(figures: readonly (number | null)[]) {
  const state = { earlyStop: { AP: null as number | null, epoch: 0, waited: 0 } }
  for (const [i, AP] of figures.entries()) countEvaluation(state, { AP, epoch: i + 1 }, settings)
  return state.earlyStop
}

describe('early stop', () => {
  it('waits since the last rise of more than minDelta', () => {
    expect(afterEvaluations([0.1, 0.2, 0.205, 0.209])).toEqual({ AP: 0.2, epoch: 2, waited: 2 })
    // Slow rises add up: 0.212 is more than 0.01 above the last that counted.
    expect(afterEvaluations([0.1, 0.2, 0.205, 0.209, 0.212])).toEqual({ AP: 0.212, epoch: 5, waited: 0 })
    expect(afterEvaluations([0.3, 0.2, 0.1])).toEqual({ AP: 0.3, epoch: 1, waited: 2 })
  })

  it('takes an AP of 0 for a figure and no figure for no rise', () => {
    expect(afterEvaluations([null, null])).toEqual({ AP: null, epoch: 0, waited: 2 })
    expect(afterEvaluations([0, 0, null])).toEqual({ AP: 0, epoch: 1, waited: 2 })
  })

  it('ends a run that waited long enough, never before its share of the plan', () => {
    const at = (step: number, waited: number, patience = 3) =>
      isStalled(
        { earlyStop: { AP: 0.5, epoch: 1, waited }, step, totalSteps: 100 },
        { ...settings, patience },
      )
    expect([at(40, 2), at(40, 3), at(39, 3), at(90, 9)]).toEqual([false, true, false, true])
    expect(at(90, 50, 0)).toBe(false)
  })

  it('never ends a run that has no figures', () => {
    const earlyStop = { AP: null, epoch: 0, waited: 40 }
    expect(isStalled({ earlyStop, step: 90, totalSteps: 100 }, settings)).toBe(false)
  })

  it('says why in words', () => {
    expect(describeStall({ AP: 0.4, epoch: 14, waited: 8 })).toBe(
      'AP had not risen for 8 evaluations; best was epoch 14.',
    )
  })
})
