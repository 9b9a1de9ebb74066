import type { KnobGroup } from './types'

/** How the weights are moved. */
export const optimizerGroup: KnobGroup = {
  id: 'optimizer',
  part: 'run',
  title: 'Optimiser',
  summary: ({ optimizer }) =>
    `${{ adamw: 'AdamW', sgd: 'SGD' }[optimizer.kind]}, rate ${optimizer.learningRate}`,
  knobs: [
    {
      kind: 'choice',
      path: 'optimizer.kind',
      term: 'Optimiser',
      words: 'How gradients become steps.',
      options: [
        { value: 'adamw', label: 'AdamW', words: 'Finds a step size for every weight; forgiving.' },
        {
          value: 'sgd',
          label: 'SGD',
          words: 'One step size for all, with momentum; wants a rate near 0.01.',
        },
      ],
    },
    {
      kind: 'number',
      path: 'optimizer.learningRate',
      term: 'Learning rate',
      words: 'How far each step goes; halve it where the loss jumps about.',
      min: 0.00001,
      max: 0.1,
      step: 0.05,
      scale: 'log',
    },
    {
      kind: 'number',
      path: 'optimizer.trunkFactor',
      term: 'Rate of the trunk',
      words: 'Share of the learning rate with which what the trunk knows may change.',
      min: 0,
      max: 1,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'optimizer.onwardFactor',
      term: 'Rate of going on',
      words:
        'Share of the learning rate with which a run goes on from another; less keeps more of what that one learnt.',
      when: [{ path: 'startFrom', not: [null] }],
      min: 0.05,
      max: 1,
      step: 0.01,
    },
    {
      kind: 'number',
      path: 'optimizer.weightDecay',
      term: 'Weight decay',
      words: 'Pulls weights to zero; more keeps the model from learning pictures by heart.',
      min: 0,
      max: 0.1,
      step: 0.001,
    },
    {
      kind: 'number',
      path: 'optimizer.momentum',
      term: 'Momentum',
      words: 'How much of the last step goes on.',
      when: [{ path: 'optimizer.kind', is: ['sgd'] }],
      min: 0,
      max: 0.99,
      step: 0.01,
    },
    {
      kind: 'number',
      path: 'optimizer.clipNorm',
      term: 'Gradient clipping',
      words: 'Longer gradients are cut to this length; 0 never cuts.',
      min: 0,
      max: 35,
      step: 0.5,
    },
    {
      kind: 'number',
      path: 'optimizer.emaDecay',
      term: 'Averaging of the weights',
      symbol: 'EMA',
      words:
        'The model that is checked and exported is a running average, over the last tenth of the run at most; nearer to 1 is slower, 0 is off.',
      min: 0,
      max: 0.9999,
      step: 0.0001,
    },
  ],
}
