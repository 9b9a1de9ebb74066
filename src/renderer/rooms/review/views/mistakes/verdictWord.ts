import type { ReviewError, Verdict } from '../../../../../shared/review/schema'

const words: Record<Verdict, string> = {
  accept: 'accepted',
  reject: 'rejected',
  'hard-negative': 'hard negative',
  ignore: 'ignored',
  mend: 'mended',
}

/** The verdict in a word or two, with the weight of a hard negative that has its own; null while it is open. */
export function verdictWord({ verdict, weight }: Pick<ReviewError, 'verdict' | 'weight'>): string | null {
  if (verdict === null) return null
  return weight === null ? words[verdict] : `${words[verdict]} × ${weight}`
}
