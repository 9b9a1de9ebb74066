import { countText } from '../../../../shared/text/count'
import type { DataCheck } from './types'

/** Fewer than this and figures say little. */
const FEW_IMAGES = 20

/** Too few pictures to learn from. */
export const fewImages: DataCheck = ({ images }) => {
  const numTrain = images.filter(({ split }) => split === 'train').length
  if (numTrain >= FEW_IMAGES) return null
  return {
    severity: 'warns',
    code: 'too-few-images',
    message: `${countText(numTrain, 'picture')} to learn from ${numTrain === 1 ? 'is' : 'are'} few; the figures will jump about.`,
    hint: 'Label some more when you can.',
    mend: null,
  }
}
