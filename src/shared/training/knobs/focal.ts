import { focalLosses } from '../config/classificationLoss'
import type { Knob } from './types'

const focal = { path: 'loss.classification', is: ['focal'] }
const withGamma = { path: 'loss.classification', is: focalLosses }
const withAlpha = { path: 'loss.classification', is: [...focalLosses, 'autoFocal', 'efl'] }
const withAlphas = { path: 'loss.classification', is: [...focalLosses, 'autoFocal'] }
const scheduled = { path: 'loss.focusing.kind', is: ['scheduled'] }
const learnable = { path: 'loss.focusing.kind', is: ['learnable'] }

/** Alpha and gamma of the focal loss, and how they move during a run. */
export const focalKnobs: readonly Knob[] = [
  {
    kind: 'number',
    path: 'loss.focal.gamma',
    term: 'Focus',
    symbol: 'γ',
    words: 'How strongly easy anchors are silenced; 0 is plain cross-entropy.',
    when: [withGamma],
    min: 0,
    max: 5,
    step: 0.1,
  },
  {
    kind: 'number',
    path: 'loss.focal.alpha',
    term: 'Balance',
    symbol: 'α',
    words: 'Weight of objects against background; it should fall as the focus rises.',
    when: [withAlpha],
    min: 0.05,
    max: 0.95,
    step: 0.05,
    without: { value: null, words: 'No balance: both sides weigh 1', initial: 0.25 },
  },
  {
    kind: 'byClass',
    path: 'loss.focal.alphaByClass',
    term: 'Balance of single classes',
    symbol: 'α',
    words: 'Takes the place of the balance for the classes named.',
    when: [withAlphas],
    min: 0,
    max: 1,
    step: 0.05,
    absent: 0.25,
  },
  {
    kind: 'choice',
    path: 'loss.focusing.kind',
    term: 'Focus over the run',
    words: 'Whether focus and balance stay as they are.',
    when: [withGamma],
    options: [
      { value: 'fixed', label: 'Constant', words: 'Focus and balance stay as set.' },
      {
        value: 'scheduled',
        label: 'Scheduled',
        words: 'Focus moves evenly from its start to its end value.',
      },
      {
        value: 'learnable',
        label: 'Learnt',
        words:
          'With the focal loss on sigmoids: focus and balance follow the loss, held near their start values.',
      },
    ],
  },
  {
    kind: 'number',
    path: 'loss.focusing.endGamma',
    term: 'Focus at the end',
    symbol: 'γ',
    words: 'The run ends with this focus.',
    when: [withGamma, scheduled],
    min: 0,
    max: 5,
    step: 0.1,
  },
  {
    kind: 'number',
    path: 'loss.focusing.gammaMax',
    term: 'Most focus',
    symbol: 'γmax',
    words: 'The learnt focus stays below this.',
    when: [focal, learnable],
    min: 1,
    max: 8,
    step: 0.1,
  },
  {
    kind: 'number',
    path: 'loss.focusing.regularization',
    term: 'Pull to the start',
    symbol: 'λ',
    words: 'How strongly the start values hold focus and balance; low lets them drift.',
    when: [focal, learnable],
    min: 0.1,
    max: 10,
    step: 0.1,
    scale: 'log',
  },
  {
    kind: 'choice',
    path: 'loss.focusing.signal',
    term: 'Learnt from',
    words: 'Which loss moves focus and balance.',
    when: [focal, learnable],
    options: [
      {
        value: 'train',
        label: 'Training',
        words: 'The training loss itself moves them, a little at every step.',
      },
      {
        value: 'val',
        label: 'Held-out',
        words: 'Plain cross-entropy on held-out pictures moves them now and then; slower, harder to fool.',
      },
    ],
  },
  {
    kind: 'number',
    path: 'loss.focusing.rate',
    term: 'Step size',
    words: 'How fast focus and balance may move.',
    when: [focal, learnable],
    min: 0.001,
    max: 0.1,
    step: 0.1,
    scale: 'log',
  },
]
