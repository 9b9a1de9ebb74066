import type { ErrorCause } from '../../../../../shared/review/schema'
import type { TideFigures } from '../../../../../shared/training/metrics'

interface CauseWords {
  label: string
  /** What TIDE means by it. */
  words: string
  /** AP50 points that errors of this kind cost, from the TIDE figures. */
  cost(tide: TideFigures): number
  color: string
}

/** Kinds of error in the order of the list, with the words of the room. */
export const causes: Record<ErrorCause, CauseWords> = {
  background: {
    label: 'Background',
    words: 'A detection where no label is: IoU with any at most 0.1',
    cost: ({ Bkg }) => Bkg,
    color: '--cause-background',
  },
  missed: {
    label: 'Missed',
    words: 'A label that no detection finds, and that no badly placed or wrongly classed one reaches',
    cost: ({ Miss }) => Miss,
    color: '--cause-missed',
  },
  localization: {
    label: 'Badly placed',
    words: 'The right class, but IoU with its label only 0.1 to 0.5',
    cost: ({ Loc }) => Loc,
    color: '--cause-localization',
  },
  class: {
    label: 'Wrong class',
    words: 'IoU at least 0.5 with a label of another class',
    cost: ({ Cls }) => Cls,
    color: '--cause-class',
  },
  both: {
    label: 'Class + place',
    words: 'IoU 0.1 to 0.5 with a label of another class',
    cost: ({ Both }) => Both,
    color: '--cause-both',
  },
  duplicate: {
    label: 'Duplicate',
    words: 'A second detection of what a better one has found',
    cost: ({ Dupe }) => Dupe,
    color: '--cause-duplicate',
  },
}
