import { checkLabelsAction } from './checkLabels'
import { addClassAction, renameClassAction } from './classActions'
import { copyBoxes, cutBoxes, duplicateBoxes, pasteBoxes } from './clipboard'
import { closeProjectAction } from './closeProject'
import { confirmSaved } from './confirmSaved'
import { nextBox, previousBox } from './cycleBoxes'
import { cycleTheme } from './cycleTheme'
import { dealSplits } from './dealSplits'
import { deleteAllBoxes, deleteBoxes } from './deleteBoxes'
import { drawTool } from './drawTool'
import { backOut } from './escape'
import { peek, toggleBoxes } from './hideBoxes'
import { nextImage, nextOpenImage, previousImage, previousOpenImage } from './imageSteps'
import { importFolder, importLabels } from './importPictures'
import { importVideo } from './importVideo'
import { manageClasses } from './manageClasses'
import { nudges } from './nudge'
import { openFolderAction } from './openFolder'
import { openSampleAction } from './openSample'
import { previousBoxes } from './previousBoxes'
import { redoAction } from './redo'
import { selectAll } from './selectAll'
import { selectTool } from './selectTool'
import { classDigits } from './setClass'
import { showPalette } from './showPalette'
import { showShortcuts } from './showShortcuts'
import { toggleDifficult, toggleOccluded } from './toggleFlags'
import { dockLeftPanel, dockRightPanel, toggleLeftPanel, toggleRightPanel } from './togglePanels'
import { toggleReviewed } from './toggleReviewed'
import type { Action } from './types'
import { undoAction } from './undo'
import { actualSize, fitImage, fitWidth, toggleKeepView, zoomIn, zoomOut } from './view'

/** What a person can do here, in the order in which it is listed; rooms add their own. */
export const actions: readonly Action[] = [
  drawTool,
  selectTool,
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
  selectAll,
  nextBox,
  previousBox,
  toggleDifficult,
  toggleOccluded,
  backOut,
  ...nudges,
  addClassAction,
  renameClassAction,
  manageClasses,
  ...classDigits,
  fitImage,
  fitWidth,
  actualSize,
  zoomIn,
  zoomOut,
  toggleKeepView,
  toggleBoxes,
  peek,
  toggleLeftPanel,
  toggleRightPanel,
  dockLeftPanel,
  dockRightPanel,
  cycleTheme,
  openFolderAction,
  openSampleAction,
  importFolder,
  importLabels,
  importVideo,
  dealSplits,
  checkLabelsAction,
  confirmSaved,
  closeProjectAction,
  showPalette,
  showShortcuts,
]
