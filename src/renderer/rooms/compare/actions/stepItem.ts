import { setCurrent, sortedRuns, useCompare } from '../../../state/compare/compare'
import { showSeenImage, useSeenLabels } from '../../../state/compare/compareLabels'
import { openedChange, stepChange, usePair } from '../../../state/compare/comparePair'
import { inProject } from '../../../state/labels/inProject'
import { useProject } from '../../../state/project/project'
import { useTraining } from '../../../state/training/training'
import { seenOrder } from '../labels/SeenPictures'
import { currentRun, hasCurrentRun } from './currentRun'

const inOpenPair = () => useCompare.getState().view === 'pair' && openedChange(usePair.getState()) !== null
const inLabels = () => useCompare.getState().view === 'labels' && useSeenLabels.getState().diff !== null

/** Goes `by` runs, boxes or pictures on, whichever are in sight. */
export function stepItem(by: number): void {
  if (inOpenPair()) stepChange(by)
  else if (inLabels()) stepPicture(by)
  else stepRun(by)
}

function stepRun(by: number): void {
  const runs = sortedRuns(useTraining.getState().runs, useCompare.getState())
  const at = runs.findIndex(({ id }) => id === currentRun()?.id)
  const next = runs[Math.min(runs.length - 1, Math.max(0, at + by))]
  if (next !== undefined) setCurrent(next.id)
}

function stepPicture(by: number): void {
  const { diff, imageId } = useSeenLabels.getState()
  const order = seenOrder(diff, inProject(useProject.getState().images))
  const at = imageId === null ? -1 : order.indexOf(imageId)
  const next = order[Math.min(order.length - 1, Math.max(0, at + by))]
  if (next !== undefined) void showSeenImage(next)
}

export const hasItem = () => hasCurrentRun() || inOpenPair() || inLabels()
