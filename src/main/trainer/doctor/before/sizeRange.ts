import { percentText } from '../../../../shared/text/percent'
import { changeSettings } from '../mends'
import type { DataCheck } from './types'

const MAX_SHARE = 0.2

/** A size range that leaves out many of the labelled boxes. */
export const sizeRange: DataCheck = ({ perClass, numOutOfRange }) => {
  const total = perClass.reduce((sum, { boxes }) => sum + boxes, 0)
  if (total === 0 || numOutOfRange / total <= MAX_SHARE) return null
  return {
    severity: numOutOfRange === total ? 'blocks' : 'warns',
    code: 'size-range',
    message: `The size range leaves out ${percentText(numOutOfRange / total)} of the boxes: they are neither learnt nor taken for background.`,
    hint: 'Sizes are in pixels of the network’s input, which may be smaller than the picture.',
    mend: changeSettings('Take boxes of every size', {
      'loss.sizeRange.minPx': 0,
      'loss.sizeRange.maxPx': null,
    }),
  }
}
