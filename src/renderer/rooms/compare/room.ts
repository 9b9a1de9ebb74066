import { GitCompareArrows } from 'lucide-react'
import { type CompareViewId, showCompareView, useCompare } from '../../state/compare/compare'
import type { Room } from '../types'
import { backOut } from './actions/backOut'
import { chooseRun } from './actions/chooseRun'
import { compareTwo } from './actions/compareTwo'
import { deleteRunAction } from './actions/deleteRun'
import { flipSides } from './actions/flip'
import { importCoco } from './actions/importCoco'
import { importYolo } from './actions/importYolo'
import { nextItem } from './actions/nextItem'
import { pauseSweepAction } from './actions/pauseSweep'
import { previousItem } from './actions/previousItem'
import { renameRun } from './actions/renameRun'
import { seenLabels } from './actions/seenLabels'
import { starRun } from './actions/starRun'
import { startSweepAction } from './actions/startSweep'
import { stopSweepAction } from './actions/stopSweep'
import { swapRuns } from './actions/swapRuns'
import { compareViews, viewActions } from './actions/views'
import { writeNotes } from './actions/writeNotes'
import { CompareRoom } from './CompareRoom'

export const compareRoom: Room = {
  id: 'compare',
  label: 'Compare',
  icon: GitCompareArrows,
  key: 'Ctrl+4',
  Component: CompareRoom,
  views: {
    list: compareViews.map(([id, label]) => ({ id, label })),
    current: () => useCompare.getState().view,
    show: (id) => showCompareView(id as CompareViewId),
  },
  actions: [
    ...viewActions,
    nextItem,
    previousItem,
    chooseRun,
    compareTwo,
    flipSides,
    swapRuns,
    seenLabels,
    starRun,
    renameRun,
    writeNotes,
    deleteRunAction,
    importCoco,
    importYolo,
    startSweepAction,
    pauseSweepAction,
    stopSweepAction,
    backOut,
  ],
}
