import type { KnobGroup } from './types'

/** The parts that the detector is built of. */
export const networkGroup: KnobGroup = {
  id: 'network',
  part: 'detector',
  title: 'Network',
  summary: ({ trunk, pretrained, network }) =>
    [
      { nanodetG: 'NanoDet-g', tiny: 'tiny' }[trunk],
      pretrained && trunk !== 'tiny' ? 'from COCO' : 'from scratch',
      network.stride4 === 'on' ? 'stride 4' : null,
    ]
      .filter((part) => part !== null)
      .join(', '),
  knobs: [
    {
      kind: 'choice',
      path: 'trunk',
      term: 'Trunk',
      words: 'The part that turns a picture into features.',
      options: [
        {
          value: 'nanodetG',
          label: 'NanoDet-g',
          words: 'Knows the things of everyday pictures already (COCO).',
        },
        { value: 'tiny', label: 'Tiny', words: 'A small one that learns from scratch; for trials.' },
      ],
    },
    {
      kind: 'switch',
      path: 'pretrained',
      term: 'Start from COCO',
      words: 'Off begins with noise: far more pictures and time are needed.',
      when: [{ path: 'trunk', is: ['nanodetG'] }],
    },
    {
      kind: 'choice',
      path: 'network.neck',
      term: 'Neck',
      words: 'How fine and coarse features are joined.',
      options: [
        { value: 'pathAggregation', label: 'PAN', words: "The trunk's own: down and up again." },
        {
          value: 'fpn',
          label: 'FPN',
          words: 'Coarse knowledge goes down to the fine levels (Lin et al. 2017).',
        },
        {
          value: 'ssd',
          label: 'SSD',
          words: 'Every level by itself, as in 2016: quick, weak on small objects.',
        },
      ],
    },
    {
      kind: 'choice',
      path: 'network.stride4',
      term: 'Stride-4 level',
      words: 'A finer level for objects under 16 px of the input.',
      options: [
        { value: 'auto', label: 'Auto', words: 'Where a fifth of the boxes is that small.' },
        { value: 'on', label: 'On', words: 'Always: more anchors, longer steps.' },
        { value: 'off', label: 'Off', words: 'Never.' },
      ],
    },
    {
      kind: 'choice',
      path: 'network.stride8',
      term: 'Stride-8 level',
      words: 'The finest of the usual levels: three quarters of all anchors are on it.',
      when: [{ path: 'network.stride4', not: ['on'] }],
      options: [
        { value: 'auto', label: 'Auto', words: 'Unless every box is large enough for the next level.' },
        { value: 'on', label: 'On', words: 'Always.' },
        { value: 'off', label: 'Off', words: 'Never: quicker steps, blind to small objects.' },
      ],
    },
  ],
}
