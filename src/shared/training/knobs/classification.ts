import { focalLosses } from '../config/classificationLoss'
import type { TrainConfig } from '../config/index'
import { focalKnobs } from './focal'
import type { KnobGroup, KnobOption } from './types'

export const classificationOptions: readonly KnobOption[] = [
  {
    value: 'softmaxFocal',
    label: 'Focal loss',
    words:
      'Silences easy anchors so that the few hard ones are heard; classes and background compete for each.',
  },
  {
    value: 'focal',
    label: 'Focal loss on sigmoids',
    words: 'Every class is a yes or no of its own; easy anchors are silenced (Lin et al. 2017: γ 2, α 0.25).',
  },
  {
    value: 'bce',
    label: 'Cross-entropy',
    words: 'Every class is a yes or no of its own; easy background fills most of the loss.',
  },
  {
    value: 'softmaxCrossEntropy',
    label: 'Softmax cross-entropy',
    words: 'Classes and background compete, as in SSD of 2016; goes with hard-negative mining.',
  },
  {
    value: 'focalStar',
    label: 'Focal loss, star form',
    words: 'FL*: a shifted and steepened cross-entropy that works like the focal loss (Lin et al. 2017).',
  },
  {
    value: 'qfl',
    label: 'Quality focal loss',
    words: 'The score learns how well the box fits instead of a plain yes (Li et al. 2020).',
  },
  {
    value: 'vfl',
    label: 'Varifocal loss',
    words:
      'As quality focal loss, but only background is silenced; objects keep their weight (Zhang et al. 2021).',
  },
  {
    value: 'ghmc',
    label: 'GHM-C',
    words:
      'Anchors share the loss evenly by hardness: crowded grades of hardness weigh less, outliers too (Li et al. 2019).',
  },
  {
    value: 'efl',
    label: 'Equalized focal loss',
    words: 'Focuses more on classes that rarely win against the background (Li et al. 2022).',
  },
  {
    value: 'dualFocal',
    label: 'Dual focal loss',
    words:
      'Also looks at the runner-up class; gives scores that can be taken at their word (Tao et al. 2023).',
  },
  {
    value: 'autoFocal',
    label: 'Automatic focal loss',
    words: 'Focus falls by itself as the model gets surer of its objects (Weber et al. 2019).',
  },
]

const only = (...losses: string[]) => [{ path: 'loss.classification', is: losses }]

/** Which loss tells objects from background and from each other, and its numbers. */
export const classificationGroup: KnobGroup = {
  id: 'classification',
  part: 'loss',
  title: 'Classification loss',
  summary: ({ loss }) => classificationSummary(loss),
  knobs: [
    {
      kind: 'choice',
      path: 'loss.classification',
      term: 'Classification loss',
      words: 'What a wrong score costs.',
      options: classificationOptions,
    },
    ...focalKnobs,
    {
      kind: 'number',
      path: 'loss.bce.posWeight',
      term: 'Weight of objects',
      words: 'How much more an object counts than background; 1 treats both alike.',
      when: only('bce'),
      min: 0.1,
      max: 100,
      step: 0.1,
      scale: 'log',
    },
    {
      kind: 'number',
      path: 'loss.softmax.labelSmoothing',
      term: 'Label smoothing',
      symbol: 'ε',
      words: 'Leaves this share of certainty to the other classes; keeps scores from running to 1.',
      when: only('softmaxCrossEntropy'),
      min: 0,
      max: 0.3,
      step: 0.01,
    },
    {
      kind: 'number',
      path: 'loss.softmax.backgroundWeight',
      term: 'Weight of the background',
      words: 'Below 1 objects are found more readily, with more false alarms.',
      when: only('softmaxCrossEntropy', 'softmaxFocal', 'dualFocal'),
      min: 0,
      max: 5,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'loss.focalStar.gamma',
      term: 'Steepness',
      symbol: 'γ',
      words: 'How fast the loss falls once an anchor is right.',
      when: only('focalStar'),
      min: 0.5,
      max: 6,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.focalStar.beta',
      term: 'Shift',
      symbol: 'β',
      words: 'Higher lets anchors count as right earlier.',
      when: only('focalStar'),
      min: -2,
      max: 3,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.qfl.beta',
      term: 'Focus',
      symbol: 'β',
      words: 'How strongly anchors whose score already tells the overlap are silenced.',
      when: only('qfl'),
      min: 0,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.vfl.alpha',
      term: 'Weight of background',
      symbol: 'α',
      words: 'How much background counts against objects.',
      when: only('vfl'),
      min: 0.05,
      max: 1,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'loss.vfl.gamma',
      term: 'Focus on background',
      symbol: 'γ',
      words: 'How strongly easy background is silenced; objects are not.',
      when: only('vfl'),
      min: 0,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.ghmc.bins',
      term: 'Grades of hardness',
      words: 'Into how many grades anchors are counted.',
      when: only('ghmc'),
      min: 5,
      max: 60,
      step: 1,
    },
    {
      kind: 'number',
      path: 'loss.ghmc.momentum',
      term: 'Memory of the counts',
      words: 'How much of the earlier batches stays in the counts; steadier with small batches.',
      when: only('ghmc'),
      min: 0,
      max: 0.95,
      step: 0.05,
    },
    {
      kind: 'number',
      path: 'loss.efl.gamma',
      term: 'Least focus',
      symbol: 'γb',
      words: 'Focus of a class that is in balance.',
      when: only('efl'),
      min: 0,
      max: 5,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.efl.scale',
      term: 'Extra focus',
      symbol: 's',
      words: 'How much more focus the rarest classes get.',
      when: only('efl'),
      min: 0,
      max: 12,
      step: 0.5,
    },
    {
      kind: 'number',
      path: 'loss.dualFocal.gamma',
      term: 'Focus',
      symbol: 'γ',
      words: 'How strongly clear decisions are silenced.',
      when: only('dualFocal'),
      min: 0,
      max: 8,
      step: 0.1,
    },
    {
      kind: 'number',
      path: 'loss.autoFocal.decay',
      term: 'Memory of the certainty',
      words: 'How slowly the focus follows the model; near 1 is slow.',
      when: only('autoFocal'),
      min: 0,
      max: 0.99,
      step: 0.01,
    },
    {
      kind: 'number',
      path: 'loss.autoFocal.gammaMax',
      term: 'Most focus',
      symbol: 'γmax',
      words: 'The focus never rises above this, also while the model knows nothing.',
      when: only('autoFocal'),
      min: 0.5,
      max: 8,
      step: 0.1,
    },
  ],
}

function classificationSummary(loss: TrainConfig['loss']): string {
  const label = classificationOptions.find(({ value }) => value === loss.classification)?.label ?? ''
  const { alpha, gamma } = loss.focal
  if (!focalLosses.includes(loss.classification)) return label
  return `${label}, γ ${gamma}${alpha === null ? '' : `, α ${alpha}`}`
}
