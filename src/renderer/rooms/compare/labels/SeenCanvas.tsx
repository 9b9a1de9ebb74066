import { useMemo } from 'react'
import { drawnBox } from '../../../../shared/annotation/drawnBox'
import type { BoxRecord, MarkRecord } from '../../../../shared/annotation/schema'
import type { SeenImage } from '../../../../shared/compare/schema'
import type { BoxId, ClassId, MarkId } from '../../../../shared/ids'
import { ActionKey } from '../../../actions/ActionKey'
import { PictureCanvas } from '../../../annotator/PictureCanvas'
import { Chip } from '../../../components/Chip'
import { Segmented } from '../../../components/Segmented'
import { countText } from '../../../language/count'
import { localText, t } from '../../../language/t'
import { showLabelSide, useSeenLabels } from '../../../state/compare/compareLabels'
import { rowOf, useProject } from '../../../state/project/project'
import { useTraining } from '../../../state/training/training'
import { flipSides } from '../actions/flip'

/** A picture with the labels of one side; a held key flips to the other. */
export function SeenCanvas() {
  const { a, b, imageId, seen, side, isFlipped } = useSeenLabels()
  const image = useProject((state) => rowOf(state, imageId))
  const classes = useProject((state) => state.classes)
  const runs = useTraining((state) => state.runs)
  const shown = isFlipped ? (side === 'a' ? 'b' : 'a') : side
  const labels = seen === null || seen.a.imageId !== imageId ? null : seen[shown]
  const drawn = useMemo(() => (labels === null ? nothing : drawable(labels)), [labels])
  const nameOf = (of: typeof b | typeof a) =>
    of === 'now' ? t('now') : (runs.find(({ id }) => id === of)?.name ?? '')
  if (image === null) return <p className="compare-loading">{t('Choose a picture on the left.')}</p>
  return (
    <>
      <div className="pair-canvas-bar">
        <span className="ellipsis">{image.path.split('/').at(-1)}</span>
        <span className="grow" />
        <span className="muted small">
          {t('Hold')} <ActionKey action={flipSides} /> {t('to flip')}
        </span>
        <Segmented
          label={t('Whose labels')}
          value={side}
          options={[
            { value: 'a', label: nameOf(a), testId: 'labels-side-a' },
            { value: 'b', label: nameOf(b), testId: 'labels-side-b' },
          ]}
          onChange={showLabelSide}
        />
      </div>
      <div className="pair-canvas" data-testid="seen-canvas" data-side={shown}>
        <PictureCanvas image={image} boxes={drawn.boxes} marks={drawn.marks} classes={classes} />
        <div className="pair-canvas-facts">
          <Chip floating testId="seen-side">
            {shown === 'b' && b === 'now'
              ? t('Labels now')
              : t('Labels that {{a}} saw', { a: nameOf(shown === 'a' ? a : b) })}
          </Chip>
          {labels !== null && (
            <Chip floating testId="seen-count">
              {countText(labels.boxes.length, 'box', 'boxes')}
              {labels.split === null ? '' : `, ${localText(labels.split)}`}
            </Chip>
          )}
        </div>
      </div>
    </>
  )
}

const nothing: { boxes: BoxRecord[]; marks: MarkRecord[] } = { boxes: [], marks: [] }

/** As the canvas takes them; they have no names of their own in a run's record. */
function drawable({ imageId, boxes, marks }: SeenImage): { boxes: BoxRecord[]; marks: MarkRecord[] } {
  return {
    boxes: boxes.map(({ classId, x1, y1, x2, y2, ignore }, i) => ({
      id: `seen box ${i}` as BoxId,
      imageId,
      classId: classId ?? ('' as ClassId),
      x1,
      y1,
      x2,
      y2,
      ...drawnBox,
      difficult: ignore,
      createdAt: 0,
    })),
    marks: marks.map((mark, i) => ({
      ...mark,
      id: `seen mark ${i}` as MarkId,
      imageId,
      runId: null,
      score: null,
      weight: null,
      createdAt: 0,
    })),
  }
}
