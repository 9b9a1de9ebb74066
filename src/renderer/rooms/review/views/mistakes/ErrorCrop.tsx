import { imageUrl } from '../../../../../shared/ipc/images'
import type { ReviewError, Verdict } from '../../../../../shared/review/schema'
import { rowOf, useProject } from '../../../../state/project'
import { showError } from '../../../../state/review'
import { contextRegion } from './contextRegion'
import './ErrorCrop.css'

const marks: Record<Verdict, string> = {
  accept: 'A',
  reject: 'X',
  'hard-negative': 'N',
  ignore: 'G',
  mend: 'M',
}

interface ErrorCropProps {
  error: ReviewError
  isCurrent: boolean
  /** px of the screen, 4 to 3. */
  width: number
  onOpen?: (() => void) | undefined
}

/** A mistake with its surroundings, its score and the key of its verdict. */
export function ErrorCrop({ error, isCurrent, width, onOpen }: ErrorCropProps) {
  const image = useProject((state) => rowOf(state, error.imageId))
  if (image === null) return null
  const region = contextRegion(error.box, image, 4 / 3)
  const box = {
    left: `${(100 * (error.box.x1 - region.x1)) / (region.x2 - region.x1)}%`,
    top: `${(100 * (error.box.y1 - region.y1)) / (region.y2 - region.y1)}%`,
    width: `${(100 * (error.box.x2 - error.box.x1)) / (region.x2 - region.x1)}%`,
    height: `${(100 * (error.box.y2 - error.box.y1)) / (region.y2 - region.y1)}%`,
  }
  const corners = [region.x1, region.y1, region.x2, region.y2].map(Math.round).join(',')
  return (
    <button
      type="button"
      role="option"
      aria-selected={isCurrent}
      aria-label={`${error.className}, ${error.imagePath}`}
      className="error-crop"
      style={{ width, height: (width * 3) / 4 }}
      data-verdict={error.verdict ?? ''}
      data-testid="error-crop"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => showError(error.id)}
      onDoubleClick={onOpen}
    >
      <img src={imageUrl(error.imageId, `crop/${corners}`)} alt="" draggable={false} loading="lazy" />
      <i className={`error-box error-box-${error.kind}`} style={box} />
      {error.verdict !== null && <span className="error-verdict">{marks[error.verdict]}</span>}
      {error.score !== null && <span className="error-score">{error.score.toFixed(2)}</span>}
    </button>
  )
}
