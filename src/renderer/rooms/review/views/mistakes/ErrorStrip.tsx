import type { ReviewError } from '../../../../../shared/review/schema'
import { CropStrip } from '../../../../crops/CropStrip'
import { StripCrop } from '../../../../crops/StripCrop'
import { showError } from '../../../../state/review'

/** The mistakes as a strip of crops: what was missed solid, false positives dashed. */
export function ErrorStrip({ errors, currentId }: { errors: ReviewError[]; currentId: string | null }) {
  return (
    <CropStrip
      label="Mistakes in order"
      items={errors}
      current={errors.findIndex(({ id }) => id === currentId)}
    >
      {(error) => {
        const isMiss = error.kind === 'fn'
        return (
          <StripCrop
            key={error.id}
            label={`${error.className}, ${error.imagePath}`}
            imageId={error.imageId}
            around={error.box}
            boxes={[{ box: error.box, tone: isMiss ? 'warn' : 'bad', isDashed: !isMiss }]}
            isCurrent={error.id === currentId}
            isSettled={error.verdict !== null}
            onPress={() => showError(error.id)}
          >
            {error.score !== null && <span className="strip-score">{error.score.toFixed(2)}</span>}
          </StripCrop>
        )
      }}
    </CropStrip>
  )
}
