import { useEffect, useMemo } from 'react'
import { drawnBox } from '../../../../../shared/annotation/drawnBox'
import type { BoxRecord } from '../../../../../shared/annotation/schema'
import type { BoxId, ClassId } from '../../../../../shared/ids'
import type { ReviewError } from '../../../../../shared/review/schema'
import { type Editing, PictureCanvas } from '../../../../annotator/PictureCanvas'
import { Chip } from '../../../../components/Chip'
import { t } from '../../../../language/t'
import { readDocument, rowOf, useProject } from '../../../../state/project/project'
import { loadDetections, useDetections } from '../../../../state/review/detections'
import { useReview } from '../../../../state/review/review'
import { type Draft, moveDraft, useVerdicts } from '../../../../state/review/verdicts'
import { loadLossMap, useLossMaps } from '../../../../state/training/lossMap'
import { ClassPicker } from './ClassPicker'
import { WeightMapControl } from './WeightMapControl'

/** The box of a detection while it is edited: it gets an id of its own when it becomes a label. */
const DRAFT_ID = 'draft' as BoxId
const noBoxes: readonly never[] = []

/** The picture at the mistake: ground truth solid, the model's boxes dashed; the label or detection in hand can be edited. */
export function ReviewCanvas({ error }: { error: ReviewError }) {
  const { runId, threshold } = useReview()
  const image = useProject((state) => rowOf(state, error.imageId))
  const document = useProject((state) => state.documents.get(error.imageId))
  const classes = useProject((state) => state.classes)
  const isPicking = useVerdicts((state) => state.isPicking)
  const held = useVerdicts((state) => state.draft)
  const draft = held?.errorId === error.id ? held : null
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

  const isDetectionDrafted = draft !== null && draft.boxId === null
  const shown = useMemo(() => {
    const from = Math.min(threshold, error.score ?? 1)
    return (detections ?? []).filter(
      ({ score }, place) => score >= from && !(isDetectionDrafted && place === error.place),
    )
  }, [detections, threshold, error.score, error.place, isDetectionDrafted])
  const boxes = useMemo(() => withDraft(document?.boxes ?? noBoxes, draft, error), [document, draft, error])
  const editing = useMemo(() => (draft === null ? undefined : editingOf(draft)), [draft])
  if (image === null) return null
  return (
    <div className="review-canvas" data-testid="review-canvas" data-editing={draft !== null}>
      <PictureCanvas
        image={image}
        boxes={boxes}
        marks={document?.marks ?? noBoxes}
        classes={classes}
        detections={shown}
        focus={error.box}
        weights={isMapShown && map ? { map, level } : null}
        {...(editing !== undefined && { editing })}
      />
      <div className="review-facts">
        <Chip floating>{image.path.split('/').at(-1)}</Chip>
        <Chip floating>{factText(error)}</Chip>
        {draft !== null && (
          <Chip floating tone="busy" testId="editing-what">
            {draft.boxId === null ? t('Editing the detection') : t('Editing the label')}
          </Chip>
        )}
      </div>
      {isPicking && <ClassPicker />}
      <WeightMapControl map={map} />
    </div>
  )
}

/** Labels with the edited one in its new place; an edited detection is among them. */
function withDraft(
  boxes: readonly BoxRecord[],
  draft: Draft | null,
  error: ReviewError,
): readonly BoxRecord[] {
  if (draft === null) return boxes
  const { boxId, box } = draft
  const classId = draft.classId ?? ('' as ClassId)
  if (boxId !== null) return boxes.map((one) => (one.id === boxId ? { ...one, ...box, classId } : one))
  return [
    ...boxes,
    { id: DRAFT_ID, imageId: error.imageId, classId, ...box, ...drawnBox, source: 'accepted', createdAt: 0 },
  ]
}

/** The one box in hand follows drags and nudges; nothing is stored before it is saved. */
function editingOf({ boxId }: Draft): Editing {
  return {
    tool: 'select',
    selected: [boxId ?? DRAFT_ID],
    currentClass: null,
    pending: null,
    create() {},
    select() {},
    change: (_label, pairs) => {
      const moved = pairs.find(([before]) => before.id === (boxId ?? DRAFT_ID))
      if (moved !== undefined) moveDraft(moved[1])
    },
  }
}

function factText(error: ReviewError): string {
  if (error.kind === 'fn') return t('{{className}} missed', { className: error.className })
  const overlap =
    error.groundTruth === null
      ? t('no label near it')
      : t('best overlap with a label {{iou}}', { iou: error.iou.toFixed(2) })
  return `${error.className} ${error.score?.toFixed(2) ?? ''}, ${overlap}`
}
