import { ArrowLeft } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import type { ConfusionPair } from '../../../../../shared/evaluation/schema'
import { ActionKey } from '../../../../actions/ActionKey'
import { PictureCanvas } from '../../../../annotator/PictureCanvas'
import { Button } from '../../../../components/Button'
import { Chip } from '../../../../components/Chip'
import { t } from '../../../../language/t'
import { readDocument, rowOf, useProject } from '../../../../state/project/project'
import { showPair, useConfusion } from '../../../../state/review/confusion'
import { loadDetections, useDetections } from '../../../../state/review/detections'
import { thresholdsOf, useFigures } from '../../../../state/review/figures'
import { backToFigures } from './actions/backToFigures'
import { aroundPair } from './aroundPair'
import { cellWords } from './cellWords'
import { PairStrip } from './PairStrip'

/** The picture of a pair: what is there solid, what was found at the thresholds on show dashed. */
export function PairCanvas({ pair }: { pair: ConfusionPair }) {
  const figures = useFigures()
  const { runId, data } = figures
  const { cell, content, matrix, shown } = useConfusion()
  const image = useProject((state) => rowOf(state, pair.imageId))
  const document = useProject((state) => state.documents.get(pair.imageId))
  const classes = useProject((state) => state.classes)
  const detections = useDetections((state) =>
    runId === null ? undefined : state.byImage[`${runId} ${pair.imageId}`],
  )
  useEffect(() => {
    void readDocument(pair.imageId)
    if (runId !== null) void loadDetections(runId, pair.imageId)
  }, [runId, pair.imageId])

  const thresholds = thresholdsOf(figures)
  const kept = (detections ?? []).filter(({ classId, className, score }) => {
    const c = data?.classes.findIndex((one) =>
      classId === null ? one.name === className : one.classId === classId,
    )
    return score >= (c === undefined || c < 0 ? figures.overall : thresholds[c])
  })
  const focus = useMemo(() => aroundPair(pair), [pair])
  if (image === null) return null
  return (
    <>
      <div className="review-canvas" data-testid="pair-canvas">
        <PictureCanvas
          image={image}
          boxes={document?.boxes ?? []}
          marks={document?.marks ?? []}
          classes={classes}
          detections={kept}
          focus={focus}
        />
        <div className="review-facts pair-facts">
          <Button data-testid="back-to-figures" onClick={() => showPair(null)}>
            <ArrowLeft aria-hidden /> {t('Figures')} <ActionKey action={backToFigures} />
          </Button>
          <Chip floating>{image.path.split('/').at(-1)}</Chip>
          {cell !== null && matrix !== null && (
            <Chip floating>
              {t('{{cellWords}}{{value}}, {{shown}} of {{total}}', {
                cellWords: cellWords([...matrix.classNames, t('background')], cell.row, cell.column),
                value: pair.score === null ? '' : ` ${t('at {{score}}', { score: pair.score.toFixed(2) })}`,
                shown: (shown ?? 0) + 1,
                total: content?.total ?? 0,
              })}
            </Chip>
          )}
        </div>
      </div>
      <PairStrip pairs={content?.pairs ?? []} />
    </>
  )
}
