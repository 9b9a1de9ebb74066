import { countText } from '../../../../shared/text/count'
import { showPictures } from '../mends'
import type { DataCheck } from './types'

/** Pictures to be judged by that are nearly the same as ones that are learnt from. */
export const splitTwins: DataCheck = ({ twins }) => {
  const held = new Set(twins.map(({ heldId }) => heldId)).size
  if (held === 0) return null
  return {
    severity: 'warns',
    code: 'twins-over-splits',
    message: `${countText(held, 'picture')} to check on ${held === 1 ? 'looks' : 'look'} just like one to learn from, so the figures will flatter the model.`,
    hint: 'Deal the pictures into splits anew (near-duplicates stay together then), or delete the doubles.',
    mend: showPictures(twins.flatMap(({ heldId, trainId }) => [heldId, trainId])),
  }
}
