import type { SuspectKind } from '../../../../../shared/labels/schema'
import type { Verdict } from '../../../../../shared/review/schema'

export const kinds: Record<SuspectKind, { label: string; color: string; words: string }> = {
  overlooked: { label: 'Overlooked', color: '--cause-missed', words: 'an object without a label' },
  'badly-placed': { label: 'Badly placed', color: '--cause-localization', words: 'a box that is off' },
  swapped: { label: 'Swapped', color: '--cause-class', words: 'a label of another class' },
}

export type SuspectVerdict = Exclude<Verdict, 'hard-negative' | 'mend'>

/** What can be said of a doubted label, by its kind. */
export const suspectVerdicts: readonly {
  verdict: SuspectVerdict
  key: string
  label: Record<SuspectKind, string>
  words: Record<SuspectKind, string>
  color: string
}[] = [
  {
    verdict: 'accept',
    key: 'A',
    label: {
      overlooked: 'Add the label',
      'badly-placed': 'Take the model’s box',
      swapped: 'Take the model’s class',
    },
    words: {
      overlooked: 'it was overlooked',
      'badly-placed': 'the label moves there',
      swapped: 'the box stays as it is',
    },
    color: '--good',
  },
  {
    verdict: 'reject',
    key: 'X',
    label: { overlooked: 'Nothing there', 'badly-placed': 'Keep the label', swapped: 'Keep the label' },
    words: {
      overlooked: 'the model is wrong',
      'badly-placed': 'it is right as it is',
      swapped: 'it is right as it is',
    },
    color: '--text-2',
  },
  {
    verdict: 'ignore',
    key: 'G',
    label: { overlooked: 'Ignore region', 'badly-placed': 'Ignore region', swapped: 'Ignore region' },
    words: {
      overlooked: 'too hard even for a person',
      'badly-placed': 'too hard even for a person',
      swapped: 'too hard even for a person',
    },
    color: '--warn',
  },
]
