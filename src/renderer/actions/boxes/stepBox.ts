import { currentBoxes, useSelection } from '../../state/labels/selection'
import { selectedProposal, selectProposal, shownProposals } from '../../state/proposals/proposals'
import { hasBoxes } from '../canEdit'

/** Proposals come first, as they are what is to be done; from a selected box on, one goes through the boxes. */
export function stepBox(direction: 1 | -1): void {
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

/** There is something to step to. */
export const hasSomething = () => hasBoxes() || shownProposals().length > 0
