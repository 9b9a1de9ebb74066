import type { KnobGroup, KnobOption } from './types'

export const boxOptions: readonly KnobOption[] = [
  {
    value: 'smoothL1',
    label: 'SmoothL1',
    words: 'Distance of the four offsets, as in SSD: square near zero, forgiving to outliers.',
  },
  { value: 'huber', label: 'Huber', words: 'SmoothL1 in another scale: square up to δ, straight beyond.' },
  { value: 'l1', label: 'L1', words: 'Plain distance of the four offsets; every error pulls alike.' },
  {
    value: 'mse',
    label: 'Squared error',
    words: 'Square of the distance: far boxes pull hardest, outliers rule.',
  },
  { value: 'iou', label: 'IoU', words: 'The overlap itself; says nothing to a box that misses its object.' },
  {
    value: 'giou',
    label: 'GIoU',
    words: 'Overlap, and the empty ground between: pulls even boxes that miss (Rezatofighi et al. 2019).',
  },
  {
    value: 'diou',
    label: 'DIoU',
    words: 'Overlap and the distance of the centres; settles sooner (Zheng et al. 2020).',
  },
  {
    value: 'ciou',
    label: 'CIoU',
    words: 'DIoU that also minds the shape, width over height (Zheng et al. 2020).',
  },
  {
    value: 'eiou',
    label: 'EIoU',
    words: 'DIoU that minds width and height each for itself (Zhang et al. 2021).',
  },
  {
    value: 'siou',
    label: 'SIoU',
    words: 'Overlap, distance, shape, and the angle of the way to the object (Gevorgyan 2022).',
  },
  {
    value: 'ghmr',
    label: 'GHM-R',
    words:
      'Distance of the offsets, shared evenly by hardness; crowds and outliers weigh less (Li et al. 2019).',
  },
]

const only = (...losses: string[]) => [{ path: 'loss.box', is: losses }]

/** Which loss puts boxes in place. */
export const boxGroup: KnobGroup = {
  id: 'box',
  part: 'loss',
  title: 'Box loss',
  summary: ({ loss }) => {
    const label = boxOptions.find(({ value }) => value === loss.box)?.label ?? loss.box
    const quality = { none: '', centerness: ', centre quality', iou: ', IoU quality' }[loss.quality]
    return `${label} × ${loss.lambdaBox}${quality}`
  },
  knobs: [
    {
      kind: 'choice',
      path: 'loss.box',
      term: 'Box loss',
      words: 'What a badly placed box costs.',
      options: boxOptions,
    },
    {
      kind: 'number',
      path: 'loss.smoothL1.beta',
      term: 'Rounding',
      symbol: 'β',
      words: 'Below this offset the loss is a square; 0 is plain L1.',
      when: only('smoothL1'),
      min: 0,
      max: 2,
      step: 0.01,
    },
    {
      kind: 'number',
      path: 'loss.huber.delta',
      term: 'Rounding',
      symbol: 'δ',
      words: 'Below this offset the loss is a square.',
      when: only('huber'),
      min: 0.05,
      max: 3,
      step: 0.05,
    },
    {
      kind: 'choice',
      path: 'loss.iou.form',
      term: 'Form',
      words: 'How overlap becomes loss.',
      when: only('iou'),
      options: [
        { value: 'linear', label: '1 − IoU', words: 'Every bit of overlap counts alike.' },
        { value: 'log', label: '−ln IoU', words: 'Boxes with little overlap cost far more.' },
      ],
    },
    {
      kind: 'number',
      path: 'loss.ghmr.mu',
      term: 'Rounding',
      symbol: 'μ',
      words: 'Offsets below this are treated as a square.',
      when: only('ghmr'),
      min: 0.005,
      max: 0.2,
      step: 0.005,
    },
    {
      kind: 'number',
      path: 'loss.ghmr.bins',
      term: 'Grades of hardness',
      words: 'Into how many grades boxes are counted.',
      when: only('ghmr'),
      min: 5,
      max: 40,
      step: 1,
    },
    {
      kind: 'number',
      path: 'loss.ghmr.momentum',
      term: 'Memory of the counts',
      words: 'How much of the earlier batches stays in the counts.',
      when: only('ghmr'),
      min: 0,
      max: 0.95,
      step: 0.05,
    },
    {
      kind: 'choice',
      path: 'loss.quality',
      term: 'Quality head',
      words: 'A third output that learns how good a box is; the score is the root of class times quality.',
      options: [
        { value: 'none', label: 'None', words: 'The class score alone ranks the boxes.' },
        {
          value: 'centerness',
          label: 'Centreness',
          words: 'Learns how central the anchor lies in its object (FCOS).',
        },
        { value: 'iou', label: 'IoU', words: 'Learns how well the box will overlap its object.' },
      ],
    },
    {
      kind: 'choice',
      path: 'loss.positionPenalty.kind',
      term: 'Position penalty',
      words: 'Whether the place of a box or an anchor changes its weight.',
      options: [
        { value: 'none', label: 'None', words: 'Place changes nothing.' },
        {
          value: 'diou',
          label: 'By distance',
          words: 'The box loss grows with the distance of the centres.',
        },
        {
          value: 'penaltyReduced',
          label: 'Near misses',
          words: 'Background close to the centre of an object weighs less (CenterNet).',
        },
      ],
    },
    {
      kind: 'number',
      path: 'loss.positionPenalty.strength',
      term: 'Strength of the penalty',
      symbol: 'κ',
      words: 'How much the distance adds.',
      when: [{ path: 'loss.positionPenalty.kind', is: ['diou'] }],
      min: 0,
      max: 2,
      step: 0.1,
    },
  ],
}
