import { currentBoxes, useSelection } from '../state/selection'
import { hasBoxes } from './canEdit'
import type { Action } from './types'

function step(direction: 1 | -1): void {
  const boxes = currentBoxes()
  const { selected } = useSelection.getState()
  const place = boxes.findIndex((box) => box.id === selected.at(-1))
  const start = place < 0 && direction === -1 ? 0 : place
  const next = boxes[(start + direction + boxes.length) % boxes.length]
  useSelection.setState({ selected: [next.id] })
}

/** Selects one box after the other. */
export const nextBox: Action = {
  id: 'nextBox',
  label: 'Next box',
  group: 'Edit',
  keys: ['Tab'],
  rooms: ['label'],
  repeats: true,
  enabled: hasBoxes,
  run: () => step(1),
}

/** Selects one box after the other, backwards. */
export const previousBox: Action = {
  id: 'previousBox',
  label: 'Previous box',
  group: 'Edit',
  keys: ['Shift+Tab'],
  rooms: ['label'],
  repeats: true,
  enabled: hasBoxes,
  run: () => step(-1),
}
