import { currentBoxes, selectedBoxes, useSelection } from '../state/labels/selection'
import { useProject } from '../state/project/project'

/** A project is open and may be written. */
export function canEdit(): boolean {
  return useProject.getState().summary?.readOnly === false
}

/** A picture is in sight and its boxes are there to be edited. */
export function canEditImage(): boolean {
  const { imageId } = useSelection.getState()
  return canEdit() && imageId !== null && useProject.getState().documents.has(imageId)
}

/** Boxes are selected and may be changed. */
export function canEditSelection(): boolean {
  return canEdit() && selectedBoxes().length > 0
}

/** The picture in sight has boxes. */
export function hasBoxes(): boolean {
  return currentBoxes().length > 0
}
