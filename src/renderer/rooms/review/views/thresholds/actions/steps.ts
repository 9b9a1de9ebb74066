import type { Action } from '../../../../../actions/types'
import { shownPair, stepPair, useConfusion } from '../../../../../state/review/confusion'

const enabled = () => shownPair(useConfusion.getState()) !== null

export const nextPair: Action = {
  id: 'figures.nextPair',
  label: 'Next of the cell',
  group: 'Review',
  keys: ['ArrowDown'],
  repeats: true,
  enabled,
  run: () => stepPair(1),
}

export const previousPair: Action = {
  id: 'figures.previousPair',
  label: 'Previous of the cell',
  group: 'Review',
  keys: ['ArrowUp'],
  repeats: true,
  enabled,
  run: () => stepPair(-1),
}
