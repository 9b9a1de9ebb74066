import type { KnobGroup } from './types'

/** How the parts of the loss are added up. */
export const balancingGroup: KnobGroup = {
  id: 'balancing',
  part: 'loss',
  title: 'Weights of the parts',
  summary: ({ loss }) =>
    loss.balancing.kind === 'kendall'
      ? 'learnt during the run'
      : `class × ${loss.lambdaCls}, box × ${loss.lambdaBox}`,
  knobs: [
    {
      kind: 'number',
      path: 'loss.lambdaCls',
      term: 'Weight of the class loss',
      symbol: 'λ cls',
      words: 'Higher: classes first.',
      min: 0,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.lambdaBox',
      term: 'Weight of the box loss',
      symbol: 'λ box',
      words: 'Higher: tighter boxes; lower: more attention to classes.',
      min: 0,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.lambdaQuality',
      term: 'Weight of the quality loss',
      symbol: 'λ q',
      words: 'How much the quality head counts.',
      when: [{ path: 'loss.quality', not: ['none'] }],
      min: 0,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.lambdaCenter',
      term: 'Weight of the centre loss',
      symbol: 'λ c',
      words: 'Pulls the centres together, whatever the size of the boxes; 0 is off.',
      min: 0,
      max: 2,
      step: 0.05,
    },
    {
      kind: 'choice',
      path: 'loss.balancing.kind',
      term: 'Balancing',
      words: 'Whether the weights of the parts stay.',
      options: [
        { value: 'fixed', label: 'Constant', words: 'The weights stay as set.' },
        {
          value: 'kendall',
          label: 'Learnt',
          words:
            'Each part is weighed by how sure the model can be of it (Kendall et al. 2018). Not with GHM.',
        },
      ],
    },
    {
      kind: 'number',
      path: 'loss.balancing.rate',
      term: 'Step size',
      words: 'How fast the learnt weights may move.',
      when: [{ path: 'loss.balancing.kind', is: ['kendall'] }],
      min: 0.001,
      max: 0.1,
      step: 0.1,
      scale: 'log',
    },
    {
      kind: 'choice',
      path: 'loss.reduction',
      term: 'Reduction',
      words: 'How the losses of all anchors become one number.',
      options: [
        {
          value: 'none',
          label: 'None',
          words: 'For comparisons with other code; training adds them up all the same.',
        },
        {
          value: 'mean',
          label: 'Mean',
          words: 'Divided by every anchor and class: tiny, for comparisons only.',
        },
        { value: 'sum', label: 'Sum', words: 'Added up; the step size must then be far smaller.' },
        {
          value: 'normalized',
          label: 'Normalised',
          words: 'Divided by the objects, so that crowded pictures do not rule.',
        },
      ],
    },
    {
      kind: 'choice',
      path: 'loss.normalizer',
      term: 'Normaliser',
      words: 'What a normalised sum is divided by.',
      when: [{ path: 'loss.reduction', is: ['normalized'] }],
      options: [
        { value: 'batchPositives', label: 'Batch', words: 'All positive anchors of the batch.' },
        {
          value: 'imagePositives',
          label: 'Picture',
          words: 'The positive anchors of each picture: every picture counts alike.',
        },
        {
          value: 'targetScores',
          label: 'Targets',
          words: 'The sum of the target scores; goes with quality losses.',
        },
      ],
    },
    {
      kind: 'number',
      path: 'loss.normalizerMomentum',
      term: 'Memory of the normaliser',
      words: 'For tiny batches: how much of the running average goes into the divisor.',
      when: [{ path: 'loss.reduction', is: ['normalized'] }],
      min: 0,
      max: 0.95,
      step: 0.05,
    },
  ],
}
