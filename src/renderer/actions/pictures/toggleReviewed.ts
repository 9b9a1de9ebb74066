import { commit } from '../../state/labels/edits'
import { useSelection } from '../../state/labels/selection'
import { rowOf, useProject } from '../../state/project/project'
import { canEditImage } from '../canEdit'
import type { Action } from '../types'

/** Says that every object here has its box, or that there is none; a second time takes it back. */
export const toggleReviewed: Action = {
  id: 'toggleReviewed',
  label: 'Mark picture as reviewed',
  group: 'Pictures',
  keys: ['Space'],
  rooms: ['label'],
  // Holding the space bar pans.
  tap: true,
  edits: true,
  reason: 'Open a picture first',
  enabled: canEditImage,
  checked: () => rowOf(useProject.getState(), useSelection.getState().imageId)?.reviewed === true,
  run: () => {
    const row = rowOf(useProject.getState(), useSelection.getState().imageId)
    if (row === null) return
    commit({
      label: row.reviewed ? 'Mark as not reviewed' : 'Mark as reviewed',
      images: [
        [
          { id: row.id, reviewed: row.reviewed },
          { id: row.id, reviewed: !row.reviewed },
        ],
      ],
    })
  },
}
