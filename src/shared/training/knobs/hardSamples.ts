import type { KnobGroup } from './types'

const mining = [{ path: 'loss.hardSamples.kind', is: ['mining'] }]
const emphasis = [{ path: 'loss.hardSamples.kind', is: ['emphasis'] }]
const forgive = [{ path: 'loss.hardSamples.kind', is: ['forgive'] }]

/** What is done with anchors that stay hard. */
export const hardSamplesGroup: KnobGroup = {
  id: 'hardSamples',
  part: 'loss',
  title: 'Hard samples',
  summary: ({ loss: { hardSamples, hardNegativeWeight } }) =>
    ({
      none: `marks × ${hardNegativeWeight}`,
      mining: `mining ${hardSamples.negPosRatio} : 1`,
      emphasis: `hardest × ${hardSamples.factor}`,
      forgive: 'hopeless ones forgiven',
    })[hardSamples.kind],
  knobs: [
    {
      kind: 'number',
      path: 'loss.hardNegativeWeight',
      term: 'Weight of a hard negative',
      words: 'How much more a marked false alarm counts than other background.',
      min: 1,
      max: 20,
      step: 0.5,
    },
    {
      kind: 'choice',
      path: 'loss.hardSamples.kind',
      term: 'Hard samples',
      words: 'Whether hard anchors are treated apart.',
      options: [
        {
          value: 'none',
          label: 'Alike',
          words: 'The loss alone decides; the focal loss already minds hard ones.',
        },
        {
          value: 'mining',
          label: 'Mining',
          words: 'Of the background only the hardest counts, three for each object, as in SSD.',
        },
        { value: 'emphasis', label: 'Emphasis', words: 'The hardest anchors weigh more.' },
        {
          value: 'forgive',
          label: 'Forgiveness',
          words: 'Objects that stay hopeless weigh less: their labels may be wrong.',
        },
      ],
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.negPosRatio',
      term: 'Background per object',
      words: 'So many background anchors count for each one on an object.',
      when: mining,
      min: 1,
      max: 10,
      step: 0.5,
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.minNegatives',
      term: 'Least background a picture',
      words: 'So many count at least, also in pictures without an object.',
      when: mining,
      min: 0,
      max: 100,
      step: 1,
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.share',
      term: 'Share of hard anchors',
      words: 'This share of the anchors, the hardest, weighs more.',
      when: emphasis,
      min: 0.001,
      max: 0.1,
      step: 0.1,
      scale: 'log',
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.factor',
      term: 'Weight of hard anchors',
      words: 'How much more they weigh.',
      when: emphasis,
      min: 1,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.threshold',
      term: 'Hopeless below',
      symbol: 'τ',
      words: 'Objects whose class gets a lower probability than this are forgiven.',
      when: forgive,
      min: 0.01,
      max: 0.5,
      step: 0.01,
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.power',
      term: 'Forgiveness',
      symbol: 'η',
      words: 'How fast their weight falls.',
      when: forgive,
      min: 0.1,
      max: 3,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.hardSamples.startFraction',
      term: 'Begins after',
      words: 'Share of the run before anything is forgiven: at first everything is hopeless.',
      when: forgive,
      min: 0,
      max: 0.9,
      step: 0.05,
    },
  ],
}
