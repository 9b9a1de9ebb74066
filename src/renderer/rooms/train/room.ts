import { ChartSpline } from 'lucide-react'
import type { Room } from '../types'
import { closeSplitsAction } from './actions/closeSplits'
import { deleteShownRun } from './actions/deleteRun'
import { exportSettingsAction } from './actions/exportSettings'
import { findSetting } from './actions/findSetting'
import { importSettingsAction } from './actions/importSettings'
import { nextRun } from './actions/nextRun'
import { pauseRun } from './actions/pauseRun'
import { resetSettingsAction } from './actions/resetSettings'
import { reviewRun } from './actions/reviewRun'
import { startRun } from './actions/startRun'
import { stopRun } from './actions/stopRun'
import { undoSettingsAction } from './actions/undoSettings'
import { TrainRoom } from './TrainRoom'

export const trainRoom: Room = {
  id: 'train',
  label: 'Train',
  icon: ChartSpline,
  key: 'Ctrl+2',
  Component: TrainRoom,
  actions: [
    startRun,
    findSetting,
    undoSettingsAction,
    exportSettingsAction,
    importSettingsAction,
    resetSettingsAction,
    closeSplitsAction,
    nextRun,
    pauseRun,
    stopRun,
    reviewRun,
    deleteShownRun,
  ],
}
