import type { BoxChange } from '../../../../shared/compare/schema'
import { shortText } from '../../../../shared/text/count'
import { BoxCrop } from '../../../crops/BoxCrop'
import { contextRegion } from '../../../crops/contextRegion'
import { rowOf, useProject } from '../../../state/project/project'

/** Width over height of the picture in a crop. */
export const CROP_ASPECT = 1.5

interface ChangeCropProps {
  change: BoxChange
  /** In its column. */
  place: number
  /** Tab stops at one crop of a column; arrow keys go on from it. */
  isStop: boolean
  onFocus(): void
  onOpen(): void
}

/** One changed box with its surroundings; below it what each run made of it. */
export function ChangeCrop({ change, place, isStop, onFocus, onOpen }: ChangeCropProps) {
  const image = useProject((state) => rowOf(state, change.imageId))
  if (image === null) return null
  const { box } = change
  const isTruth = change.subject === 'truth'
  return (
    <button
      type="button"
      role="option"
      aria-selected={isStop}
      tabIndex={isStop ? 0 : -1}
      data-at={place}
      className="change-crop"
      data-testid="change-crop"
      title={image.path}
      aria-label={`${change.className}, ${image.path}`}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className="change-picture">
        <BoxCrop
          imageId={change.imageId}
          region={contextRegion(box, image, CROP_ASPECT)}
          boxes={[{ box, tone: isTruth ? 'warn' : 'bad', isDashed: !isTruth }]}
        />
      </span>
      <span className="change-words">
        <span className="grow ellipsis">{change.className}</span>
        <span className="muted">
          {shortText(change.scoreA)} → {shortText(change.scoreB)}
        </span>
      </span>
    </button>
  )
}
