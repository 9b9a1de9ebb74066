import { openLabelExport } from '../../state/project/labelExport'
import { useProject } from '../../state/project/project'
import type { Action } from '../types'

/** Opens the sheet with the formats that labels can leave in. */
export const exportLabelsAction: Action = {
  id: 'exportLabels',
  label: 'Export labels…',
  group: 'File',
  keys: ['Ctrl+Alt+E'],
  reason: 'Open a project first',
  enabled: () => useProject.getState().summary !== null,
  run: () => openLabelExport(),
}
