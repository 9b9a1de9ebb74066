import { Scan } from 'lucide-react'
import { focusSearch } from '../../actions/pictures/focusSearch'
import { toggleGrid } from '../../actions/pictures/toggleGrid'
import { acceptSelected } from '../../actions/proposals/acceptSelected'
import { acceptShown } from '../../actions/proposals/acceptShown'
import { labelByReview } from '../../actions/proposals/labelByReview'
import { mendSelected } from '../../actions/proposals/mendSelected'
import { proposeLabelsAction } from '../../actions/proposals/proposeLabels'
import { rejectSelected } from '../../actions/proposals/rejectSelected'
import { rejectShown } from '../../actions/proposals/rejectShown'
import type { Room } from '../types'
import { LabelRoom } from './LabelRoom'

/** Pictures on the left, the canvas, classes and boxes on the right. Its actions are the studio's own, and those on proposals. */
export const labelRoom: Room = {
  id: 'label',
  label: 'Label',
  icon: Scan,
  key: 'Ctrl+1',
  Component: LabelRoom,
  actions: [
    acceptSelected,
    mendSelected,
    rejectSelected,
    acceptShown,
    rejectShown,
    proposeLabelsAction,
    labelByReview,
    focusSearch,
    toggleGrid,
  ],
}
