import { backOut } from './boxes/backOut'
import { copyBoxes } from './boxes/copyBoxes'
import { cutBoxes } from './boxes/cutBoxes'
import { deleteAllBoxes } from './boxes/deleteAllBoxes'
import { deleteBoxes } from './boxes/deleteBoxes'
import { duplicateBoxes } from './boxes/duplicateBoxes'
import { nextBox } from './boxes/nextBox'
import { nextUnderPointer } from './boxes/nextUnderPointer'
import { nudges } from './boxes/nudge'
import { pasteBoxes } from './boxes/pasteBoxes'
import { previousBox } from './boxes/previousBox'
import { previousBoxes } from './boxes/previousBoxes'
import { previousUnderPointer } from './boxes/previousUnderPointer'
import { propagateBoxes } from './boxes/propagateBoxes'
import { selectAll } from './boxes/selectAll'
import { snapSelected } from './boxes/snapSelected'
import { toggleCrowd } from './boxes/toggleCrowd'
import { toggleDifficult } from './boxes/toggleDifficult'
import { toggleGhostBoxes } from './boxes/toggleGhostBoxes'
import { toggleLock } from './boxes/toggleLock'
import { toggleOccluded } from './boxes/toggleOccluded'
import { toggleTruncated } from './boxes/toggleTruncated'
import { addClassAction } from './classes/addClass'
import { manageClasses } from './classes/manageClasses'
import { renameClassAction } from './classes/renameClass'
import { classDigits } from './classes/setClass'
import { closeProjectAction } from './file/closeProject'
import { confirmSaved } from './file/confirmSaved'
import { exportLabelsAction } from './file/exportLabels'
import { importFolder } from './file/importFolder'
import { importLabels } from './file/importLabels'
import { importVideo } from './file/importVideo'
import { openFolderAction } from './file/openFolder'
import { openSampleAction } from './file/openSample'
import { showBackups } from './file/showBackups'
import { editKeys } from './help/editKeys'
import { showPalette } from './help/showPalette'
import { showShortcuts } from './help/showShortcuts'
import { redoAction } from './history/redo'
import { undoAction } from './history/undo'
import { bringBackPictures } from './pictures/bringBack'
import { dealSplits } from './pictures/dealSplits'
import { nextImage } from './pictures/nextImage'
import { nextOpenImage } from './pictures/nextOpenImage'
import { previousImage } from './pictures/previousImage'
import { previousOpenImage } from './pictures/previousOpenImage'
import { showTakenOut } from './pictures/showTakenOut'
import { takeOutPictures } from './pictures/takeOut'
import { toggleReviewed } from './pictures/toggleReviewed'
import { checkLabelsAction } from './review/checkLabels'
import { drawByKeys } from './tools/drawByKeys'
import { drawTool } from './tools/drawTool'
import { selectTool } from './tools/selectTool'
import { toggleSnap } from './tools/toggleSnap'
import type { Action } from './types'
import { actualSize } from './view/actualSize'
import { adjustPicture } from './view/adjustPicture'
import { bringToFront } from './view/bringToFront'
import { cycleTheme } from './view/cycleTheme'
import { dockLeftPanel } from './view/dockLeftPanel'
import { dockRightPanel } from './view/dockRightPanel'
import { fitImage } from './view/fitImage'
import { fitWidth } from './view/fitWidth'
import { hideClass } from './view/hideClass'
import { hideSelected } from './view/hideSelected'
import { invertPicture } from './view/invertPicture'
import { languageActions } from './view/languageActions'
import { nextPart } from './view/nextPart'
import { peek } from './view/peek'
import { previousPart } from './view/previousPart'
import { resetTone } from './view/resetTone'
import { sendToBack } from './view/sendToBack'
import { showAllBoxes } from './view/showAllBoxes'
import { toggleBoxes } from './view/toggleBoxes'
import { toggleKeepView } from './view/toggleKeepView'
import { toggleLeftPanel } from './view/toggleLeftPanel'
import { toggleMinimap } from './view/toggleMinimap'
import { toggleRightPanel } from './view/toggleRightPanel'
import { zoomIn } from './view/zoomIn'
import { zoomOut } from './view/zoomOut'
import { zoomToSelection } from './view/zoomToSelection'

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
  takeOutPictures,
  bringBackPictures,
  showTakenOut,
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
  manageClasses,
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
  bringToFront,
  sendToBack,
  showAllBoxes,
  toggleMinimap,
  adjustPicture,
  invertPicture,
  resetTone,
  toggleLeftPanel,
  toggleRightPanel,
  dockLeftPanel,
  dockRightPanel,
  nextPart,
  previousPart,
  cycleTheme,
  ...languageActions,
  openFolderAction,
  openSampleAction,
  importFolder,
  importLabels,
  exportLabelsAction,
  importVideo,
  showBackups,
  dealSplits,
  checkLabelsAction,
  confirmSaved,
  closeProjectAction,
  showPalette,
  showShortcuts,
  editKeys,
]
