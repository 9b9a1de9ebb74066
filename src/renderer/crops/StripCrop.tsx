import type { ReactNode } from 'react'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { rowOf, useProject } from '../state/project'
import { BoxCrop, type CropBox } from './BoxCrop'
import { contextRegion } from './contextRegion'

interface StripCropProps {
  label: string
  imageId: ImageId
  /** What the crop is about; it is shown with its surroundings. */
  around: BoxXyxyPx
  boxes: readonly CropBox[]
  isCurrent: boolean
  /** A settled one is faded. */
  isSettled?: boolean
  testId?: string
  onPress(): void
  /** In the lower right corner. */
  children?: ReactNode
}

/** One crop of a strip. */
export function StripCrop(props: StripCropProps) {
  const { label, imageId, around, boxes, isCurrent, isSettled = false, testId, onPress, children } = props
  const image = useProject((state) => rowOf(state, imageId))
  if (image === null) return null
  return (
    <button
      type="button"
      role="option"
      aria-selected={isCurrent}
      aria-label={label}
      className="strip-crop"
      data-settled={isSettled}
      data-testid={testId}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <BoxCrop imageId={imageId} region={contextRegion(around, image, 4 / 3)} boxes={boxes} />
      {children && <span className="strip-badge">{children}</span>}
    </button>
  )
}
