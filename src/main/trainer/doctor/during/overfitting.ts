import { changeSettings } from '../mends'
import type { StartRunCheck } from './types'
import { watchedLoss } from './watchedLoss'

/** Epochs since the best one, and AP lost since then. */
const MIN_EPOCHS = 5
const MIN_LOSS_OF_AP = 0.1

/** The loss falls on, while AP on the validation pictures falls too: pictures are learnt by heart. */
export const overfitting: StartRunCheck = ({ config }) => {
  let best = { ap: Number.NEGATIVE_INFINITY, loss: 0, age: 0 }
  return {
    onEpoch({ val, loss }) {
      if (val === null || val.AP === null) return null
      const watched = watchedLoss(loss, config.loss)
      if (val.AP >= best.ap) {
        best = { ap: val.AP, loss: watched, age: 0 }
        return null
      }
      best.age++
      if (best.age < MIN_EPOCHS || val.AP > best.ap - MIN_LOSS_OF_AP || watched >= best.loss) return null
      return {
        severity: 'warns',
        code: 'overfitting',
        message: `AP on the validation pictures fell from ${best.ap.toFixed(2)} to ${val.AP.toFixed(2)} while the loss went down: the pictures are being learnt by heart.`,
        hint: 'The best model is kept, so you can stop here. More pictures help most; more variety helps too.',
        mend: changeSettings('Stop early next time', { 'schedule.earlyStop.patience': MIN_EPOCHS }),
      }
    },
  }
}
