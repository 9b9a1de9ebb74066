import type { KnobGroup } from './types'

const kinds = {
  auto: 'automatic',
  none: 'equal',
  manual: 'by hand',
  inverse: 'inverse counts',
  sqrtInverse: 'root of inverse counts',
  effectiveNumber: 'effective number',
}

/** What each class weighs. */
export const classWeightsGroup: KnobGroup = {
  id: 'classWeights',
  part: 'loss',
  title: 'Class weights',
  summary: ({ loss }) => kinds[loss.classWeights.kind],
  knobs: [
    {
      kind: 'choice',
      path: 'loss.classWeights.kind',
      term: 'Class weights',
      words: 'Whether rare classes weigh more.',
      options: [
        {
          value: 'auto',
          label: 'Auto',
          words: 'Rare classes weigh more where one has ten times the boxes of another.',
        },
        {
          value: 'none',
          label: 'Equal',
          words: 'Every box counts the same; common classes fill most of the loss.',
        },
        { value: 'manual', label: 'By hand', words: 'You say what each class weighs.' },
        { value: 'inverse', label: 'Inverse counts', words: 'Half the boxes, twice the weight; strong.' },
        {
          value: 'sqrtInverse',
          label: 'Root of inverse counts',
          words: 'A quarter of the boxes, twice the weight; gentle.',
        },
        {
          value: 'effectiveNumber',
          label: 'Effective number',
          words: 'By how much a further box still teaches (Cui et al. 2019).',
        },
      ],
    },
    {
      kind: 'choice',
      path: 'loss.classWeights.scale',
      term: 'Weights add up',
      words: 'How heavy all weights are together.',
      when: [{ path: 'loss.classWeights.kind', is: ['inverse', 'sqrtInverse', 'effectiveNumber'] }],
      options: [
        {
          value: 'classes',
          label: 'Over classes',
          words: 'To the number of classes (Cui et al. 2019); common classes may weigh next to nothing.',
        },
        {
          value: 'boxes',
          label: 'Over boxes',
          words: 'To the number of boxes: objects weigh as much against background as before.',
        },
      ],
    },
    {
      kind: 'byClass',
      path: 'loss.classWeights.manual',
      term: 'Weights by hand',
      words: 'Classes that are not named weigh 1.',
      when: [{ path: 'loss.classWeights.kind', is: ['manual'] }],
      min: 0,
      max: 10,
      step: 0.1,
      absent: 1,
    },
    {
      kind: 'number',
      path: 'loss.classWeights.beta',
      term: 'Overlap of the boxes',
      symbol: 'β',
      words: 'Nearer to 1: counts matter more.',
      when: [{ path: 'loss.classWeights.kind', is: ['effectiveNumber'] }],
      min: 0.9,
      max: 0.999,
      step: 0.001,
    },
    {
      kind: 'choice',
      path: 'loss.classWeights.on',
      term: 'Applied to',
      words: 'Which anchors take the weight of a class.',
      when: [{ path: 'loss.classWeights.kind', not: ['none', 'auto'] }],
      options: [
        {
          value: 'positives',
          label: 'Objects',
          words: 'Only anchors on objects: there is no lack of background.',
        },
        { value: 'all', label: 'All anchors', words: 'The whole column of the class, background included.' },
      ],
    },
  ],
}

/** What single objects weigh. */
export const sampleWeightsGroup: KnobGroup = {
  id: 'sampleWeights',
  part: 'loss',
  title: 'Object weights',
  summary: ({ loss }) => {
    const { area, quality, hardness, occluded } = loss.sampleWeights
    const { minPx, maxPx } = loss.sizeRange
    const parts = [
      area ? 'small ones more' : null,
      quality ? 'good fits more' : null,
      hardness ? 'hard ones more' : null,
      occluded < 1 ? 'hidden ones less' : null,
      minPx > 0 || maxPx !== null ? `${minPx} to ${maxPx ?? '∞'} px` : null,
    ].filter((part) => part !== null)
    return parts.length === 0 ? 'all alike' : parts.join(', ')
  },
  knobs: [
    {
      kind: 'switch',
      path: 'loss.sampleWeights.area',
      term: 'Small objects weigh more',
      words: 'Up to twice as much as one that fills the picture.',
    },
    {
      kind: 'switch',
      path: 'loss.sampleWeights.quality',
      term: 'Good fits weigh more',
      words: 'Anchors whose box already overlaps well lead.',
    },
    {
      kind: 'switch',
      path: 'loss.sampleWeights.hardness',
      term: 'Hard objects weigh more',
      words: 'Anchors that are far from their class lead; not with doubtful labels.',
    },
    {
      kind: 'number',
      path: 'loss.sampleWeights.occluded',
      term: 'Weight of occluded objects',
      words: 'Objects marked as occluded count this much.',
      min: 0.1,
      max: 1,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'loss.sizeRange.minPx',
      term: 'Smallest object',
      words: 'Smaller ones are ignored, never taken for background.',
      unit: 'px',
      min: 0,
      max: 64,
      step: 1,
    },
    {
      kind: 'number',
      path: 'loss.sizeRange.maxPx',
      term: 'Largest object',
      words: 'Larger ones are ignored, never taken for background.',
      unit: 'px',
      min: 16,
      max: 1280,
      step: 1,
      without: { value: null, words: 'No upper limit', initial: 320 },
    },
  ],
}
