import { currentBoxes, useSelection } from '../state/labels/selection'
import { selectedProposal, selectProposal, shownProposals } from '../state/proposals/proposals'
import { hasBoxes } from './canEdit'
import type { Action } from './types'

/** Proposals come first, as they are what is to be done; from a selected box on, one goes through the boxes. */
function step(direction: 1 | -1): void {
  const { selected } = useSelection.getState()
  const proposals = selected.length === 0 ? shownProposals() : []
  if (proposals.length > 0) {
    const current = selectedProposal()
    selectProposal(after(proposals, current?.id, direction).id)
  } else if (hasBoxes()) {
    useSelection.setState({ selected: [after(currentBoxes(), selected.at(-1), direction).id] })
  }
}

function after<T extends { id: string }>(items: readonly T[], id: string | undefined, direction: 1 | -1): T {
  const place = items.findIndex((item) => item.id === id)
  const start = place < 0 && direction === -1 ? 0 : place
  return items[(start + direction + items.length) % items.length]
}

const hasSomething = () => hasBoxes() || shownProposals().length > 0

/** Selects one after the other. */
export const nextBox: Action = {
  id: 'nextBox',
  label: 'Next proposal or box',
  group: 'Edit',
  keys: ['Tab'],
  rooms: ['label'],
  repeats: true,
  enabled: hasSomething,
  run: () => step(1),
}

/** Selects one after the other, backwards. */
export const previousBox: Action = {
  id: 'previousBox',
  label: 'Previous proposal or box',
  group: 'Edit',
  keys: ['Shift+Tab'],
  rooms: ['label'],
  repeats: true,
  enabled: hasSomething,
  run: () => step(-1),
}
