import type { ErrorCause, Verdict } from '../../../../../shared/review/schema'

export interface VerdictWords {
  verdict: Verdict
  label: string
  words: string
  color: string
}

const accept = { verdict: 'accept', color: '--good' } as const
const reject = { verdict: 'reject', color: '--text-2' } as const
const ignore = { verdict: 'ignore', label: 'Ignore region', color: '--warn' } as const
const mend = { verdict: 'mend', color: '--accent' } as const

const detection: readonly VerdictWords[] = [
  { ...accept, label: 'It is one: make it a label', words: 'the model found what was missed' },
  {
    verdict: 'hard-negative',

    label: 'Hard negative',
    words: 'train against this place, with more weight',
    color: '--bad',
  },
  { ...reject, label: 'Reject', words: 'just wrong, learn nothing from it' },
  { ...ignore, words: 'neither object nor background' },
]

const miss: readonly VerdictWords[] = [
  { ...accept, label: 'The label is right', words: 'the model has to learn it' },
  { ...reject, label: 'The label is wrong', words: 'note it; edit or delete it in Label' },
  { ...ignore, words: 'too hard even for a person' },
]

/** What can be said of a mistake, by its kind. */
export const verdicts: Record<ErrorCause, readonly VerdictWords[]> = {
  background: detection,
  both: detection,
  duplicate: detection,
  localization: [
    { ...mend, label: 'The model’s box is better', words: 'the label takes the place of the detection' },
    ...detection,
  ],
  class: [
    { ...mend, label: 'The model’s class is right', words: 'the label takes the class of the detection' },
    ...detection,
  ],
  missed: miss,
}
