import type { ProblemPreset } from './types'

export const clutteredBackground: ProblemPreset = {
  id: 'clutteredBackground',
  title: 'Cluttered background',
  words: 'Many things look like an object and are none.',
  changes: [
    { path: 'loss.focal.gamma', value: 2, reason: 'Plain background falls silent sooner.' },
    { path: 'loss.hardSamples.kind', value: 'emphasis', reason: 'The most confusing anchors weigh more.' },
    { path: 'loss.hardNegativeWeight', value: 5, reason: 'Your marks on false alarms count more.' },
    { path: 'augment.mosaic', value: 0.3, reason: 'Four backgrounds in one picture.' },
  ],
}
