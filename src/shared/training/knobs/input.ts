import type { KnobGroup } from './types'

/** What of a picture the network gets to see. */
export const inputGroup: KnobGroup = {
  id: 'input',
  part: 'detector',
  title: 'Input and tiles',
  summary: ({ input }) =>
    [
      input.size === 'auto' ? 'size from your boxes' : `${input.size} px`,
      input.tiles.kind === 'on' ? 'tiles' : null,
      input.multiScale ? 'many scales' : null,
    ]
      .filter((part) => part !== null)
      .join(', '),
  knobs: [
    {
      kind: 'number',
      path: 'input.size',
      term: 'Input size',
      words: 'Long side of what the network sees: larger finds smaller objects and takes longer.',
      unit: 'px',
      min: 160,
      max: 1280,
      step: 32,
      without: { value: 'auto', words: 'From the sizes of your boxes and pictures', initial: 320 },
    },
    {
      kind: 'choice',
      path: 'input.shape',
      term: 'Input shape',
      words: 'How pictures are brought to the size.',
      options: [
        { value: 'square', label: 'Square', words: 'Pictures are squeezed into a square.' },
        {
          value: 'picture',
          label: 'As pictures',
          words: 'The short side follows the shape of your pictures.',
        },
      ],
    },
    {
      kind: 'switch',
      path: 'input.multiScale',
      term: 'Many scales',
      words: 'The size changes by up to a quarter every few steps, so that the model minds size less.',
    },
    {
      kind: 'choice',
      path: 'input.tiles.kind',
      term: 'Tiles',
      words: 'Large pictures are learnt from and searched piece by piece.',
      options: [
        {
          value: 'auto',
          label: 'Auto',
          words: 'Where objects are too small for the network in a large picture.',
        },
        {
          value: 'on',
          label: 'On',
          words: 'Always: finds the smallest objects, takes several times as long.',
        },
        { value: 'off', label: 'Off', words: 'Pictures are seen whole.' },
      ],
    },
    {
      kind: 'number',
      path: 'input.tiles.overlap',
      term: 'Overlap of tiles',
      words: 'An object cut by one tile is whole in the next where it is smaller than this share.',
      when: [{ path: 'input.tiles.kind', not: ['off'] }],
      min: 0,
      max: 0.5,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'input.tiles.scale',
      term: 'Scale of tiles',
      words: 'Picture px that become one px of the input: below 1 enlarges.',
      when: [{ path: 'input.tiles.kind', not: ['off'] }],
      min: 0.25,
      max: 4,
      step: 0.25,
      without: { value: 'auto', words: 'From the sizes of your boxes', initial: 1 },
    },
  ],
}
