import type { ProblemPreset } from './types'

export const lookalikeClasses: ProblemPreset = {
  id: 'lookalikeClasses',
  title: 'Look-alike classes',
  words: 'An object is of one class, and the classes differ in details: ranks, species, kinds of a part.',
  changes: [
    {
      path: 'loss.classification',
      value: 'softmaxFocal',
      reason: 'Classes compete: more of one is less of the others.',
    },
    {
      path: 'loss.focal.gamma',
      value: 1,
      reason: 'A gentler focus, as tried with competing classes; one seed, so compare it with yours.',
    },
  ],
}
