import type { ReviewError, Verdict } from '../../../../../shared/review/schema'
import { CropOption } from '../../../../crops/CropOption'
import { showError } from '../../../../state/review/review'

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
  /** px of the screen; left out: that of a strip. */
  width?: number
  onOpen?: () => void
}

/** A mistake with its surroundings, its score and the key of its verdict: what was missed solid, false positives dashed. */
export function ErrorCrop({ error, ...rest }: ErrorCropProps) {
  const isMiss = error.kind === 'fn'
  return (
    <CropOption
      label={`${error.className}, ${error.imagePath}`}
      imageId={error.imageId}
      around={error.box}
      boxes={[{ box: error.box, tone: isMiss ? 'warn' : 'bad', isDashed: !isMiss }]}
      isSettled={error.verdict !== null}
      testId="error-crop"
      onPress={() => showError(error.id)}
      {...rest}
    >
      {error.verdict !== null && (
        <span className="crop-tag" data-side="left">
          {marks[error.verdict]}
        </span>
      )}
      {error.score !== null && <span className="crop-tag">{error.score.toFixed(2)}</span>}
    </CropOption>
  )
}
