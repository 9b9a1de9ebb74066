import type { ReviewError, Verdict } from '../../../../../shared/review/schema'
import { english, localText } from '../../../../language/t'

const words: Record<Verdict, string> = {
  accept: english('accepted'),
  reject: english('rejected'),
  'hard-negative': english('hard negative'),
  ignore: english('ignored'),
  mend: english('mended'),
}

/** The verdict in a word or two, with the weight of a hard negative that has its own; null while it is open. */
export function verdictWord({ verdict, weight }: Pick<ReviewError, 'verdict' | 'weight'>): string | null {
  if (verdict === null) return null
  return weight === null ? localText(words[verdict]) : `${localText(words[verdict])} × ${weight}`
}
