import { groupedText } from '../../../../shared/text/count'
import { DROWNED_RATIO } from '../../../detector/losses/weighting/classWeights'
import { changeSettings } from '../mends'
import type { DataCheck } from './types'

/**
 * A class that has many times the boxes of another. Where the rare class is in few pictures, showing these more often is
 * the gentler mend (Gupta et al. 2019, arXiv:1908.03195); else its boxes weigh more (Cui et al. 2019, arXiv:1901.05555).
 */
export const dominantClass: DataCheck = ({ perClass, images, config }) => {
  const seen = perClass.filter(({ boxes }) => boxes > 0).sort((a, b) => a.boxes - b.boxes)
  const [rarest, most] = [seen[0], seen.at(-1)]
  if (rarest === undefined || most === undefined || most.boxes <= DROWNED_RATIO * rarest.boxes) return null
  if (config.loss.classWeights.kind !== 'none' || config.sampling.kind !== 'uniform') return null
  const numTrain = images.filter(({ split }) => split === 'train').length
  const isInFewPictures = rarest.images / numTrain < config.sampling.threshold
  return {
    severity: 'warns',
    code: 'dominant-class',
    message: `There are ${Math.round(most.boxes / rarest.boxes)} times as many boxes of ${most.name} as of ${rarest.name} (${groupedText(most.boxes)} to ${rarest.boxes}), which may be drowned.`,
    hint: isInFewPictures
      ? 'Pictures with rare classes can be shown more often, or the rare classes can weigh more in the loss.'
      : 'Rare classes can weigh more in the loss.',
    mend: isInFewPictures
      ? changeSettings('Show rare classes more often', { 'sampling.kind': 'repeatFactor' })
      : changeSettings('Let rare classes weigh more', { 'loss.classWeights.kind': 'auto' }),
  }
}
