import type { ReviewView } from '../types'
import { nextSuspect } from './actions/nextSuspect'
import { previousSuspect } from './actions/previousSuspect'
import { suspectVerdictActions } from './actions/verdicts'
import { LabelsView } from './LabelsView'

export const labelsView: ReviewView = {
  id: 'labels',
  label: 'Labels',
  Component: LabelsView,
  actions: [...suspectVerdictActions, nextSuspect, previousSuspect],
  needsRun: false,
}
