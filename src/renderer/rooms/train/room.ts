import { ChartSpline } from 'lucide-react'
import type { Room } from '../types'
import { startRun } from './actions/startRun'
import { TrainRoom } from './TrainRoom'

export const trainRoom: Room = {
  id: 'train',
  label: 'Train',
  icon: ChartSpline,
  key: 'Ctrl+2',
  Component: TrainRoom,
  actions: [startRun],
}
