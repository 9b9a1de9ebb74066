import type { KnobGroup } from './types'

/** What becomes of the raw predictions. */
export const detectionGroup: KnobGroup = {
  id: 'detection',
  part: 'detector',
  title: 'Detection',
  summary: ({ detection }) =>
    `${{ hard: 'NMS', soft: 'soft NMS', diou: 'DIoU NMS' }[detection.nms]} at ${detection.nmsIou}, score ${detection.scoreThreshold}`,
  knobs: [
    {
      kind: 'number',
      path: 'detection.scoreThreshold',
      term: 'Least score',
      words: 'Fainter boxes are dropped at once; Review sets the working threshold.',
      min: 0.001,
      max: 0.5,
      step: 0.001,
    },
    {
      kind: 'choice',
      path: 'detection.nms',
      term: 'Suppression of doubles',
      symbol: 'NMS',
      words: 'What happens to boxes of a class that overlap.',
      options: [
        { value: 'hard', label: 'Hard', words: 'The lesser one is dropped.' },
        {
          value: 'soft',
          label: 'Soft',
          words: 'Its score falls with the overlap; half-hidden neighbours survive.',
        },
        { value: 'diou', label: 'DIoU', words: 'It is dropped only where the centres are near as well.' },
      ],
    },
    {
      kind: 'number',
      path: 'detection.nmsIou',
      term: 'Doubles overlap by',
      words: 'Boxes that overlap more are doubles; raise it where objects stand close.',
      when: [{ path: 'detection.nms', not: ['soft'] }],
      min: 0.2,
      max: 0.9,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'detection.softSigma',
      term: 'Softness',
      symbol: 'σ',
      words: 'Higher lets more overlapping boxes live.',
      when: [{ path: 'detection.nms', is: ['soft'] }],
      min: 0.1,
      max: 2,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'detection.maxDetections',
      term: 'Most boxes a picture',
      words: 'The best ones are kept.',
      min: 10,
      max: 500,
      step: 10,
    },
  ],
}
