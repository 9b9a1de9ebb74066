import type { ReactNode } from 'react'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { rowOf, useProject } from '../state/project/project'
import { BoxCrop, type CropBox } from './BoxCrop'
import { contextRegion } from './contextRegion'

const STRIP_WIDTH = 88
/** By which a list names its current crop to those who hear the screen. */
export const currentCropId = 'current-crop'

interface CropOptionProps {
  label: string
  imageId: ImageId
  /** What the crop is about; it is shown with its surroundings. */
  around: BoxXyxyPx
  boxes: readonly CropBox[]
  isCurrent: boolean
  /** A settled one is faded. */
  isSettled?: boolean
  /** px of the screen, 4 to 3. */
  width?: number
  testId?: string
  onPress(): void
  onOpen?: (() => void) | undefined
  /** `crop-tag`s. */
  children?: ReactNode
}

/** One crop of a strip or a grid to choose from. */
export function CropOption(props: CropOptionProps) {
  const { label, imageId, around, boxes, isCurrent, isSettled = false, width = STRIP_WIDTH } = props
  const image = useProject((state) => rowOf(state, imageId))
  if (image === null) return null
  return (
    <button
      type="button"
      role="option"
      // The list has the keyboard; arrow keys go through it.
      tabIndex={-1}
      id={isCurrent ? currentCropId : undefined}
      aria-selected={isCurrent}
      aria-label={label}
      className="crop-option"
      style={{ width, height: (width * 3) / 4 }}
      data-settled={isSettled}
      data-testid={props.testId}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPress}
      onDoubleClick={props.onOpen}
    >
      <BoxCrop imageId={imageId} region={contextRegion(around, image, 4 / 3)} boxes={boxes} />
      {props.children}
    </button>
  )
}
