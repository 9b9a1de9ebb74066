import { Scan } from 'lucide-react'
import {
  acceptSelected,
  acceptShown,
  mendSelected,
  rejectSelected,
  rejectShown,
} from '../../actions/judgeProposals'
import { labelByReview, proposeLabelsAction } from '../../actions/proposeLabels'
import type { Room } from '../types'
import { pictureListActions } from './actions'
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
    ...pictureListActions,
  ],
}
