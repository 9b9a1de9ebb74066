import type { ProblemPreset } from './types'

export const occludedOrBlurred: ProblemPreset = {
  id: 'occludedOrBlurred',
  title: 'Occluded or blurred',
  words: 'Objects hide each other, are cut off or out of focus.',
  changes: [
    {
      path: 'loss.focal.gamma',
      value: 1.5,
      reason: 'Hidden objects stay hard for ever; less focus keeps them from ruling.',
    },
    { path: 'loss.sampleWeights.occluded', value: 0.5, reason: 'What can hardly be seen teaches less.' },
    { path: 'loss.box', value: 'diou', reason: 'The centre of a hidden object is surer than its edges.' },
    { path: 'detection.nms', value: 'diou', reason: 'A neighbour behind another is no double.' },
    { path: 'augment.crop', value: 0.7, reason: 'Cut objects are met in training already.' },
    { path: 'augment.blur', value: 0.2, reason: 'So are blurred ones.' },
  ],
}
