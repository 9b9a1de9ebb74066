import { activeAnnotator } from '../../annotator/active'
import { t } from '../../language/t'
import { notify } from '../../state/studio/notices'
import { canEditSelection } from '../canEdit'
import type { Action } from '../types'

/** Draws each edge of the selected boxes to the nearest line, once. */
export const snapSelected: Action = {
  id: 'snapSelected',
  label: 'Snap the selected boxes now',
  group: 'Edit',
  keys: ['Shift+S'],
  rooms: ['label'],
  edits: true,
  reason: 'Select a box first',
  enabled: canEditSelection,
  run: () => {
    if (activeAnnotator()?.snapSelected() === false)
      notify({ tone: 'plain', title: t('No edge is near enough to snap to') })
  },
}
