import type { ErrorCause } from '../../../../../shared/review/schema'
import type { TideFigures } from '../../../../../shared/training/metrics'

interface CauseWords {
  label: string
  /** AP50 points that errors of this cause cost, from the TIDE figures. */
  cost(tide: TideFigures): number
  color: string
}

/** Kinds of error in the order of the list, with the words of the room. */
export const causes: Record<ErrorCause, CauseWords> = {
  background: { label: 'Background', cost: ({ Bkg }) => Bkg, color: '--cause-background' },
  missed: { label: 'Missed', cost: ({ Miss }) => Miss, color: '--cause-missed' },
  localization: { label: 'Badly placed', cost: ({ Loc, Both }) => Loc + Both, color: '--cause-localization' },
  class: { label: 'Wrong class', cost: ({ Cls }) => Cls, color: '--cause-class' },
  duplicate: { label: 'Duplicate', cost: ({ Dupe }) => Dupe, color: '--cause-duplicate' },
}
