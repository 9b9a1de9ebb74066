import { countText } from '../../../../shared/text/count'
import { dealAnew } from '../mends'
import type { DataCheck } from './types'

/** Pictures to be judged by that are nearly the same as ones that are learnt from, or of one group with them. */
export const splitTwins: DataCheck = ({ images, twins }) => {
  const held = new Set(twins.map(({ heldId }) => heldId)).size
  if (held === 0) return null
  const all = images.filter(({ split }) => split !== 'train').length
  return {
    severity: 'warns',
    code: 'twins-over-splits',
    message:
      `${countText(held, 'picture')} to check on ${held === 1 ? 'looks' : 'look'} just like one to learn from or ${held === 1 ? 'belongs' : 'belong'} to its group, ` +
      `so the figures will flatter the model (leak score ${(held / Math.max(1, all)).toFixed(2)}).`,
    hint: 'Deal the pictures into splits anew: what belongs together then stays together.',
    mend: dealAnew(),
  }
}
