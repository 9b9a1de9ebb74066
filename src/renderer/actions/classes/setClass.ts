import type { ClassId } from '../../../shared/ids'
import { commit } from '../../state/labels/edits'
import { selectedBoxes, useSelection } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import { acceptProposal } from '../../state/proposals/judgeProposals'
import { selectedProposal } from '../../state/proposals/proposals'
import type { Action } from '../types'

/** Gives the class to the selected boxes, or accepts the selected proposal as one; it stays the class of the next ones. */
export function setClass(classId: ClassId): void {
  const proposal = selectedProposal()
  useSelection.setState({ classId })
  if (proposal !== null) {
    acceptProposal(proposal, { classId })
    return
  }
  const boxes = selectedBoxes().filter((box) => box.classId !== classId)
  const name = useProject.getState().classes.find((record) => record.id === classId)?.name
  if (boxes.length === 0 || name === undefined) return
  commit({
    label: `Change class to ${name}`.slice(0, 200),
    boxes: { changed: boxes.map((box) => [box, { ...box, classId }]) },
  })
}

/** Digit keys: the first ten classes. */
export const classDigits: readonly Action[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => {
  const place = (digit + 9) % 10
  return {
    id: `class.${digit}`,
    label: `Class ${place + 1}`,
    group: 'Class',
    family: { label: 'Class for the selection, else for new boxes', keys: '1 … 0' },
    keys: [String(digit)],
    rooms: ['label'],
    reason: 'There are not so many classes',
    enabled: () => place < useProject.getState().classes.length,
    run: () => setClass(useProject.getState().classes[place].id),
  }
})
