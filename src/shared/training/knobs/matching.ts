import type { KnobGroup } from './types'

const iou = [{ path: 'matcher.kind', is: ['iou'] }]
const taskAligned = [{ path: 'matcher.kind', is: ['taskAligned'] }]

/** Which anchors learn which object. */
export const matchingGroup: KnobGroup = {
  id: 'matching',
  part: 'detector',
  title: 'Matching',
  summary: ({ matcher }) =>
    ({
      iou: `IoU ${matcher.positiveIou} / ${matcher.negativeIou}`,
      atss: 'ATSS',
      taskAligned: 'task-aligned',
    })[matcher.kind],
  knobs: [
    {
      kind: 'choice',
      path: 'matcher.kind',
      term: 'Matcher',
      words: 'How anchors are given to objects.',
      options: [
        { value: 'iou', label: 'IoU', words: 'Anchors that overlap enough learn the object, as in SSD.' },
        {
          value: 'atss',
          label: 'ATSS',
          words:
            'Each object sets its own bar from its nearest anchors; good for small ones (Zhang et al. 2020).',
        },
        {
          value: 'taskAligned',
          label: 'Task-aligned',
          words: 'Anchors that already score and fit best learn the object (Feng et al. 2021).',
        },
      ],
    },
    {
      kind: 'number',
      path: 'matcher.positiveIou',
      term: 'Object from',
      words: 'Anchors that overlap this much learn the object.',
      when: iou,
      min: 0.3,
      max: 0.7,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'matcher.negativeIou',
      term: 'Background below',
      words: 'Anchors that overlap less learn background; between the two nothing is learnt.',
      when: iou,
      min: 0.1,
      max: 0.7,
      step: 0.05,
    },
    {
      kind: 'switch',
      path: 'matcher.forceMatch',
      term: 'Every object keeps an anchor',
      words: 'The best anchor learns the object even where it overlaps too little.',
      when: iou,
    },
    {
      kind: 'number',
      path: 'matcher.atss.topK',
      term: 'Candidates a level',
      symbol: 'k',
      words: 'So many anchors nearest to the centre are looked at.',
      when: [{ path: 'matcher.kind', is: ['atss'] }],
      min: 3,
      max: 27,
      step: 1,
    },
    {
      kind: 'number',
      path: 'matcher.taskAligned.alpha',
      term: 'Weight of the score',
      symbol: 'α',
      words: 'How much the score counts in the choice.',
      when: taskAligned,
      min: 0,
      max: 2,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'matcher.taskAligned.beta',
      term: 'Weight of the overlap',
      symbol: 'β',
      words: 'How much the overlap counts in the choice.',
      when: taskAligned,
      min: 1,
      max: 10,
      step: 0.5,
    },
    {
      kind: 'number',
      path: 'matcher.taskAligned.topK',
      term: 'Anchors an object',
      symbol: 'k',
      words: 'So many anchors learn each object.',
      when: taskAligned,
      min: 1,
      max: 30,
      step: 1,
    },
  ],
}
