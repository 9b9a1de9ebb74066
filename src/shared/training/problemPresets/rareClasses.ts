import type { ProblemPreset } from './types'

export const rareClasses: ProblemPreset = {
  id: 'rareClasses',
  title: 'Rare classes',
  words: 'One class has ten times the boxes of another, or more.',
  changes: [
    { path: 'sampling.kind', value: 'repeatFactor', reason: 'Pictures with rare classes come more often.' },
    { path: 'loss.classWeights.kind', value: 'sqrtInverse', reason: 'Each rare box weighs more.' },
    { path: 'loss.classWeights.scale', value: 'boxes', reason: 'Common classes keep nearly their weight.' },
    { path: 'augment.copyPaste', value: 0.3, reason: 'Rare objects are met in other places too.' },
  ],
}
