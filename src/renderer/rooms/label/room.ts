import { Scan } from 'lucide-react'
import type { Room } from '../types'
import { LabelRoom } from './LabelRoom'

/** Pictures on the left, the canvas, classes and boxes on the right. Its actions are the studio's own. */
export const labelRoom: Room = {
  id: 'label',
  label: 'Label',
  icon: Scan,
  key: 'Ctrl+1',
  Component: LabelRoom,
  actions: [],
}
