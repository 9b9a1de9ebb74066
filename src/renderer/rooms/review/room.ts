import { ScanEye } from 'lucide-react'
import type { Room } from '../types'
import { nextError } from './actions/nextError'
import { previousError } from './actions/previousError'
import { toggleWeightMap } from './actions/toggleWeightMap'
import { verdictActions } from './actions/verdicts'
import { ReviewRoom } from './ReviewRoom'

export const reviewRoom: Room = {
  id: 'review',
  label: 'Review',
  icon: ScanEye,
  key: 'Ctrl+3',
  Component: ReviewRoom,
  actions: [...verdictActions, nextError, previousError, toggleWeightMap],
}
