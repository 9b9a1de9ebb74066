import { checkLabelsAction } from './checkLabels'
import { addClassAction, renameClassAction } from './classActions'
import { copyBoxes, cutBoxes, duplicateBoxes, pasteBoxes } from './clipboard'
import { closeProjectAction } from './closeProject'
import { confirmSaved } from './confirmSaved'
import { nextBox, previousBox } from './cycleBoxes'
import { cycleTheme } from './cycleTheme'
import { nextUnderPointer, previousUnderPointer } from './cycleUnder'
import { dealSplits } from './dealSplits'
import { deleteAllBoxes, deleteBoxes } from './deleteBoxes'
import { drawTool } from './drawTool'
import { backOut } from './escape'
import { toggleGhostBoxes } from './ghosts'
import { peek, toggleBoxes } from './hideBoxes'
import { hideClass, hideSelected, showAllBoxes } from './hideSome'
import { nextImage, nextOpenImage, previousImage, previousOpenImage } from './imageSteps'
import { importFolder, importLabels } from './importPictures'
import { drawByKeys } from './keyboardBox'
import { toggleLock } from './lockBoxes'
import { toggleMinimap } from './minimap'
import { nudges } from './nudge'
import { openFolderAction } from './openFolder'
import { openSampleAction } from './openSample'
import { previousBoxes } from './previousBoxes'
import { propagateBoxes } from './propagate'
import { redoAction } from './redo'
import { selectAll } from './selectAll'
import { selectTool } from './selectTool'
import { classDigits } from './setClass'
import { showPalette } from './showPalette'
import { showShortcuts } from './showShortcuts'
import { snapSelected, toggleSnap } from './snapping'
import { toggleCrowd, toggleDifficult, toggleOccluded, toggleTruncated } from './toggleFlags'
import { toggleLeftPanel, toggleRightPanel } from './togglePanels'
import { toggleReviewed } from './toggleReviewed'
import { adjustPicture, invertPicture, resetTone } from './tone'
import type { Action } from './types'
import { undoAction } from './undo'
import { actualSize, fitImage, fitWidth, toggleKeepView, zoomIn, zoomOut } from './view'
import { zoomToSelection } from './zoomToSelection'

/** What a person can do here, in the order in which it is listed; rooms add their own. */
export const actions: readonly Action[] = [
  drawTool,
  drawByKeys,
  selectTool,
  toggleSnap,
  snapSelected,
  nextImage,
  previousImage,
  nextOpenImage,
  previousOpenImage,
  toggleReviewed,
  undoAction,
  redoAction,
  deleteBoxes,
  deleteAllBoxes,
  copyBoxes,
  cutBoxes,
  pasteBoxes,
  duplicateBoxes,
  previousBoxes,
  propagateBoxes,
  toggleGhostBoxes,
  selectAll,
  nextBox,
  previousBox,
  nextUnderPointer,
  previousUnderPointer,
  toggleLock,
  toggleDifficult,
  toggleOccluded,
  toggleTruncated,
  toggleCrowd,
  backOut,
  ...nudges,
  addClassAction,
  renameClassAction,
  ...classDigits,
  zoomToSelection,
  fitImage,
  fitWidth,
  actualSize,
  zoomIn,
  zoomOut,
  toggleKeepView,
  toggleBoxes,
  peek,
  hideSelected,
  hideClass,
  showAllBoxes,
  toggleMinimap,
  adjustPicture,
  invertPicture,
  resetTone,
  toggleLeftPanel,
  toggleRightPanel,
  cycleTheme,
  openFolderAction,
  openSampleAction,
  importFolder,
  importLabels,
  dealSplits,
  checkLabelsAction,
  confirmSaved,
  closeProjectAction,
  showPalette,
  showShortcuts,
]
