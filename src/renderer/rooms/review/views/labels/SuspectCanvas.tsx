import { useEffect, useMemo } from 'react'
import type { Suspect } from '../../../../../shared/labels/schema'
import { PictureCanvas } from '../../../../annotator/PictureCanvas'
import { Chip } from '../../../../components/Chip'
import { t } from '../../../../language/t'
import { readDocument, rowOf, useProject } from '../../../../state/project/project'
import { suspectRegion } from './suspectRegion'

/** The picture at the doubted label: labels solid, what the model proposes dashed with class and score. */
export function SuspectCanvas({ suspect }: { suspect: Suspect }) {
  const image = useProject((state) => rowOf(state, suspect.imageId))
  const document = useProject((state) => state.documents.get(suspect.imageId))
  const classes = useProject((state) => state.classes)
  useEffect(() => void readDocument(suspect.imageId), [suspect.imageId])
  const proposed = useMemo(() => {
    const { box, classId, className, score } = suspect.prediction
    return [{ ...box, classId, className, score }]
  }, [suspect.prediction])
  const region = useMemo(() => suspectRegion(suspect), [suspect])
  if (image === null) return null
  return (
    <div className="review-canvas" data-testid="suspect-canvas">
      <PictureCanvas
        image={image}
        boxes={document?.boxes ?? []}
        marks={document?.marks ?? []}
        classes={classes}
        detections={proposed}
        focus={region}
      />
      <div className="review-facts">
        <Chip floating>{image.path.split('/').at(-1)}</Chip>
        {suspect.label !== null && (
          <Chip floating>{t('Label: {{className}}', { className: suspect.label.className })}</Chip>
        )}
        <Chip floating>
          {t('Model: {{className}} {{score}}', {
            className: suspect.prediction.className,
            score: suspect.prediction.score.toFixed(2),
          })}
        </Chip>
      </div>
    </div>
  )
}
