import type { KnobGroup } from './types'

/** How often each picture is shown. */
export const samplingGroup: KnobGroup = {
  id: 'sampling',
  part: 'data',
  title: 'Sampling',
  summary: ({ sampling }) =>
    sampling.kind === 'uniform' ? 'every picture alike' : 'rare classes more often',
  knobs: [
    {
      kind: 'choice',
      path: 'sampling.kind',
      term: 'Sampling',
      words: 'Whether pictures with rare classes come more often.',
      options: [
        { value: 'uniform', label: 'Alike', words: 'Every picture once an epoch.' },
        {
          value: 'repeatFactor',
          label: 'Rare ones more',
          words: 'Pictures with rare classes are repeated (Gupta et al. 2019).',
        },
      ],
    },
    {
      kind: 'number',
      path: 'sampling.threshold',
      term: 'Rare below',
      symbol: 't',
      words: 'Classes in a smaller share of the pictures than this are repeated.',
      when: [{ path: 'sampling.kind', is: ['repeatFactor'] }],
      min: 0.01,
      max: 0.5,
      step: 0.01,
    },
  ],
}
