import { useEffect, useMemo } from 'react'
import type { ReviewError } from '../../../../../shared/review/schema'
import { PictureCanvas } from '../../../../annotator/PictureCanvas'
import { Chip } from '../../../../components/Chip'
import { loadDetections, useDetections } from '../../../../state/detections'
import { loadLossMap, useLossMaps } from '../../../../state/lossMap'
import { readDocument, rowOf, useProject } from '../../../../state/project'
import { useReview } from '../../../../state/review'
import { WeightMapControl } from './WeightMapControl'

/** The picture at the mistake: ground truth solid, the model's boxes dashed with class and score. */
export function ReviewCanvas({ error }: { error: ReviewError }) {
  const { runId, threshold } = useReview()
  const image = useProject((state) => rowOf(state, error.imageId))
  const document = useProject((state) => state.documents.get(error.imageId))
  const classes = useProject((state) => state.classes)
  const detections = useDetections((state) =>
    runId === null ? undefined : state.byImage[`${runId} ${error.imageId}`],
  )

  const isMapShown = useLossMaps((state) => state.isShown)
  const level = useLossMaps((state) => state.level)
  const map = useLossMaps((state) => (runId === null ? null : state.byImage[`${runId} ${error.imageId}`]))

  useEffect(() => {
    if (isMapShown && runId !== null) void loadLossMap(runId, error.imageId)
  }, [isMapShown, runId, error.imageId])
  useEffect(() => {
    void readDocument(error.imageId)
    if (runId !== null) void loadDetections(runId, error.imageId)
  }, [runId, error.imageId])

  const shown = useMemo(
    () => (detections ?? []).filter(({ score }) => score >= Math.min(threshold, error.score ?? 1)),
    [detections, threshold, error.score],
  )
  if (image === null) return null
  return (
    <div className="review-canvas" data-testid="review-canvas">
      <PictureCanvas
        image={image}
        boxes={document?.boxes ?? []}
        marks={document?.marks ?? []}
        classes={classes}
        detections={shown}
        focus={error.box}
        weights={isMapShown && map ? { map, level } : null}
      />
      <div className="review-facts">
        <Chip floating>{image.path.split('/').at(-1)}</Chip>
        <Chip floating>{factText(error)}</Chip>
      </div>
      <WeightMapControl map={map} />
    </div>
  )
}

function factText(error: ReviewError): string {
  if (error.kind === 'fn') return `${error.className} missed`
  const overlap =
    error.groundTruth === null ? 'no label near it' : `best overlap with a label ${error.iou.toFixed(2)}`
  return `${error.className} ${error.score?.toFixed(2) ?? ''}, ${overlap}`
}
