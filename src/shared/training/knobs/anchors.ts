import type { KnobGroup } from './types'

/** The default boxes that predictions start from. */
export const anchorsGroup: KnobGroup = {
  id: 'anchors',
  part: 'detector',
  title: 'Anchors',
  summary: ({ anchors }) =>
    `${{ retina: 'RetinaNet', ssd: 'SSD', kmeans: 'from your boxes' }[anchors.kind]}${
      anchors.kind === 'retina' ? `, ${anchors.octaves * anchors.ratios.length} a cell` : ''
    }`,
  knobs: [
    {
      kind: 'choice',
      path: 'anchors.kind',
      term: 'Anchors',
      words: 'Where the default boxes come from.',
      options: [
        { value: 'retina', label: 'RetinaNet', words: 'A few sizes and shapes on every level.' },
        { value: 'ssd', label: 'SSD', words: 'Sizes spread evenly over the levels, as in 2016.' },
        {
          value: 'kmeans',
          label: 'From boxes',
          words: 'Sizes and shapes of your own boxes, by k-means; from about a hundred boxes on.',
        },
      ],
    },
    {
      kind: 'number',
      path: 'anchors.scale',
      term: 'Size over stride',
      words: 'Side of the smallest anchor of a level, in cells.',
      when: [{ path: 'anchors.kind', is: ['retina'] }],
      min: 1,
      max: 6,
      step: 0.5,
      without: { value: 'auto', words: 'The one that covers most of your boxes', initial: 3 },
    },
    {
      kind: 'number',
      path: 'anchors.octaves',
      term: 'Sizes a level',
      words: 'More sizes cover more boxes and take longer.',
      min: 1,
      max: 4,
      step: 1,
    },
    {
      kind: 'list',
      path: 'anchors.ratios',
      term: 'Shapes',
      words: 'Height over width of the anchors: 0.5 is wide, 2 is tall.',
      min: 0.1,
      max: 10,
      maxLength: 7,
    },
  ],
}
