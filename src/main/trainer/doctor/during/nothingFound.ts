import type { Mend } from '../../../../shared/training/problem'
import { toGrid } from '../../plan/input'
import { SMALL_BOX_PX } from '../../plan/levels'
import { changeSettings } from '../mends'
import type { RunFacts, StartRunCheck } from './types'

const MIN_EPOCHS = 3
/** Share of the run after which something should have been found. */
const MIN_SHARE = 0.4
const NOTHING = 0.005
const LARGER_INPUT = 1.5

/** Epoch after epoch nothing is found on the validation pictures. */
export const nothingFound: StartRunCheck = (facts) => {
  let epochs = 0
  let best = 0
  return {
    onEpoch({ val, step }) {
      if (val === null || val.AP50 === null) return null
      epochs++
      best = Math.max(best, val.AP50)
      if (best > NOTHING || epochs < MIN_EPOCHS || step < MIN_SHARE * facts.totalSteps) return null
      return {
        severity: 'warns',
        code: 'nothing-found',
        message: `After ${epochs} epochs the model finds nothing on the validation pictures (AP50 ${best.toFixed(3)}).`,
        hint:
          facts.lowSidePx < SMALL_BOX_PX
            ? 'A quarter of the objects are only a few pixels large at the input: show pictures larger.'
            : 'Give it more time; if that does not help, look whether the validation pictures are labelled like the others.',
        mend: mendOf(facts),
      }
    },
  }
}

function mendOf({ config, view, lowSidePx, epochs }: RunFacts): Mend {
  const larger = toGrid(config.input.size * LARGER_INPUT)
  if (lowSidePx < SMALL_BOX_PX && view.tileScale === null && larger > config.input.size) {
    return changeSettings(`Enlarge the input to ${larger} px`, { 'input.size': larger })
  }
  return changeSettings('Train twice as long', { 'schedule.epochs': Math.min(10_000, 2 * epochs) })
}
