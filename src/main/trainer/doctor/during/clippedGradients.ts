import { changeSettings } from '../mends'
import type { StartRunCheck } from './types'

/** So many steps in a row above the limit: it is no longer for the odd one out. */
const MAX_STEPS = 60
const HEADROOM = 2

/** Every gradient is cut to the same length, so that loud and quiet batches count alike. */
export const clippedGradients: StartRunCheck = ({ config }) => {
  const { clipNorm } = config.optimizer
  let norms: number[] = []
  return {
    onStep({ gradientNorm }) {
      if (clipNorm === 0) return null
      norms = gradientNorm > clipNorm ? [...norms, gradientNorm].slice(-MAX_STEPS) : []
      if (norms.length < MAX_STEPS) return null
      const usual = norms.toSorted((a, b) => a - b)[MAX_STEPS / 2]
      const { reduction } = config.loss
      return {
        severity: 'warns',
        code: 'clipped-gradients',
        message: `Every gradient of the last ${MAX_STEPS} steps was cut: they are about ${usual.toPrecision(2)} long, the limit is ${clipNorm}.`,
        hint:
          reduction === 'normalized'
            ? 'Raise the limit so that it holds back the odd one out only.'
            : 'The loss is not divided by the number of objects, which makes it long; normalise it.',
        mend:
          reduction === 'normalized'
            ? changeSettings('Raise the limit', {
                'optimizer.clipNorm': Number((HEADROOM * usual).toPrecision(1)),
              })
            : changeSettings('Normalise the loss', { 'loss.reduction': 'normalized' }),
      }
    },
  }
}
