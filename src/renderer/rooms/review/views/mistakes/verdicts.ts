import type { ErrorKind, Verdict } from '../../../../../shared/review/schema'

export interface VerdictWords {
  verdict: Verdict
  key: string
  label: string
  words: string
  color: string
}

/** What can be said of a mistake, by its kind. */
export const verdicts: Record<ErrorKind, readonly VerdictWords[]> = {
  fp: [
    {
      verdict: 'accept',
      key: 'A',
      label: 'It is one: make it a label',
      words: 'the model found what was missed',
      color: '--good',
    },
    {
      verdict: 'hard-negative',
      key: 'N',
      label: 'Hard negative',
      words: 'train against this place, with more weight',
      color: '--bad',
    },
    {
      verdict: 'reject',
      key: 'X',
      label: 'Reject',
      words: 'just wrong, learn nothing from it',
      color: '--text-2',
    },
    {
      verdict: 'ignore',
      key: 'G',
      label: 'Ignore region',
      words: 'neither object nor background',
      color: '--warn',
    },
  ],
  fn: [
    {
      verdict: 'accept',
      key: 'A',
      label: 'The label is right',
      words: 'the model has to learn it',
      color: '--good',
    },
    {
      verdict: 'reject',
      key: 'X',
      label: 'The label is wrong',
      words: 'note it; edit or delete it in Label',
      color: '--text-2',
    },
    {
      verdict: 'ignore',
      key: 'G',
      label: 'Ignore region',
      words: 'too hard even for a person',
      color: '--warn',
    },
  ],
}
