import { create } from 'zustand'
import { type Edit, touchedImages } from '../../../shared/annotation/edit'
import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { cornersOf } from '../../../shared/geometry/box'
import type { BoxId, ClassId, ImageId } from '../../../shared/ids'
import type { Mend, ReviewError, Verdict } from '../../../shared/review/schema'
import { call } from '../../ipc/client'
import { adoptEdit, allSaved, awaitEdit, useEdits } from '../labels/edits'
import { useProject } from '../project/project'
import { useNavigation } from '../studio/navigation'
import { reportError } from '../studio/notices'
import {
  currentError,
  loadQueue,
  nextOpen,
  refreshPictures,
  showError,
  useReview,
  visibleErrors,
} from './review'

/** A label or a detection that is being put right before it is saved. */
export interface Draft {
  errorId: string
  /** null: the detection. */
  boxId: BoxId | null
  box: BoxXyxyPx
  classId: ClassId | null
}

interface Verdicts {
  draft: Draft | null
  /** The list of classes is open. */
  isPicking: boolean
  /** The newest hard negative: a digit gives it its weight. */
  lastMark: { errorId: string; imageId: ImageId } | null
  /** Weight of the next hard negatives; null: that of the settings. */
  weight: number | null
}

/** What the hand is at in Review. */
export const useVerdicts = create<Verdicts>(() => ({
  draft: null,
  isPicking: false,
  lastMark: null,
  weight: null,
}))

/** Errors of this session by the edit that their verdict made: undo leads back to them. */
const given = new WeakMap<Edit, ReviewError>()
/** Verdicts are saved one after the other, however fast the keys come. */
let saving: Promise<void> = Promise.resolve()

interface Extra {
  mend?: Mend
  weight?: number | null
}

/** Gives the current error a verdict (null takes it back) and goes on to the next open one at once. */
export function giveVerdict(verdict: Verdict | null, extra: Extra = {}): Promise<void> {
  const error = currentError(useReview.getState())
  if (error === null) return Promise.resolve()
  if (verdict !== null) showError(nextOpen(visibleErrors(useReview.getState()), error).id)
  else showError(error.id)
  const { errorId, imageId } = { errorId: error.id, imageId: error.imageId }
  useVerdicts.setState({
    draft: null,
    isPicking: false,
    ...(verdict === 'hard-negative' && { lastMark: { errorId, imageId } }),
  })
  const weight = verdict === 'hard-negative' ? (extra.weight ?? useVerdicts.getState().weight) : null
  return save(error, verdict, { ...extra, weight })
}

/** Gives the hard negative at hand, or else the newest one, a weight of its own; null: that of the settings. */
export function weighMark(weight: number | null): Promise<void> {
  const error = markAtHand()
  if (error === null) return Promise.resolve()
  return save(error, 'hard-negative', { weight })
}

/** The hard negative that a digit would weigh. */
export function markAtHand(): ReviewError | null {
  const state = useReview.getState()
  const current = currentError(state)
  if (current?.verdict === 'hard-negative') return current
  const last = useVerdicts.getState().lastMark
  return (
    state.queue?.errors.find(({ id, verdict }) => id === last?.errorId && verdict === 'hard-negative') ?? null
  )
}

function save(error: ReviewError, verdict: Verdict | null, extra: Extra): Promise<void> {
  const { runId } = useReview.getState()
  if (runId === null) return Promise.resolve()
  showHere(error, verdict, extra.weight ?? null)
  saving = saving
    .then(async () => {
      await allSaved()
      const { ack, edit } = await call('review.verdict', {
        runId,
        errorId: error.id,
        verdict,
        ...(extra.mend !== undefined && { mend: extra.mend }),
        ...(verdict === 'hard-negative' && { weight: extra.weight ?? null }),
      })
      if (edit === null) return refreshPictures([error.imageId])
      given.set(edit, error)
      // The pictures follow from the history.
      adoptEdit(edit, ack.savedAt)
    })
    .catch(async (cause) => {
      reportError(cause)
      showError(error.id)
      await refreshPictures([error.imageId])
    })
  awaitEdit(saving)
  return saving
}

/** Before main has answered: the list shows the verdict at once. */
function showHere({ id }: ReviewError, verdict: Verdict | null, weight: number | null): void {
  const { queue } = useReview.getState()
  if (queue === null) return
  const verdictAt = verdict === null ? null : Date.now()
  const errors = queue.errors.map((one) => (one.id === id ? { ...one, verdict, verdictAt, weight } : one))
  useReview.setState({ queue: { ...queue, errors } })
}

/** What E and C work on: the label of a mistake that has one, else the detection. */
export function targetOf(error: ReviewError): Omit<Draft, 'errorId'> {
  const { documents } = useProject.getState()
  const label = documents.get(error.imageId)?.boxes.find(({ id }) => id === error.groundTruthId)
  if (label !== undefined && error.cause !== 'background') {
    return { boxId: label.id, box: cornersOf(label), classId: label.classId }
  }
  return { boxId: null, box: error.box, classId: error.classId }
}

/** What is being edited on the current mistake. */
export function currentDraft(): Draft | null {
  const { draft } = useVerdicts.getState()
  return draft !== null && draft.errorId === currentError(useReview.getState())?.id ? draft : null
}

/** Starts to edit the label or the detection; pressed again, takes the other one of the two. */
export function editBox(): void {
  const error = currentError(useReview.getState())
  if (error === null) return
  const target = targetOf(error)
  const isOther = currentDraft()?.boxId === target.boxId
  const detection = { boxId: null, box: error.box, classId: error.classId }
  const next = isOther && error.kind === 'fp' ? detection : target
  useVerdicts.setState({ draft: { errorId: error.id, ...next }, isPicking: false })
}

export function moveDraft(box: BoxXyxyPx): void {
  useVerdicts.setState(({ draft }) => ({ draft: draft === null ? null : { ...draft, box: cornersOf(box) } }))
}

/** Keeps what was edited as a mend, and goes on. */
export function saveDraft(): Promise<void> {
  const draft = currentDraft()
  if (draft === null || draft.classId === null) return Promise.resolve()
  const { boxId, box, classId } = draft
  return giveVerdict('mend', { mend: { boxId, box, classId } })
}

/** Gives the label (or the detection, which then becomes one) a class; while it is edited, the draft. */
export function chooseClass(classId: ClassId): Promise<void> {
  const error = currentError(useReview.getState())
  const draft = currentDraft()
  useVerdicts.setState({ isPicking: false })
  if (draft !== null) {
    useVerdicts.setState({ draft: { ...draft, classId } })
    return Promise.resolve()
  }
  if (error === null) return Promise.resolve()
  const { boxId, box } = targetOf(error)
  return giveVerdict('mend', { mend: { boxId, box, classId } })
}

/** Backs out one level: the list of classes, then what is being edited. False where there is nothing to back out of. */
export function backOutOfReview(): boolean {
  const { isPicking } = useVerdicts.getState()
  const draft = currentDraft()
  if (!isPicking && draft === null) return false
  useVerdicts.setState(isPicking ? { isPicking: false } : { draft: null })
  return true
}

/** Whatever is edited, undone or done again, the errors of its pictures follow; undo leads back to the mistake. */
export function followEdits(): () => void {
  return useEdits.subscribe(({ history: now }, { history: before }) => {
    if (now === before || useReview.getState().queue === null) return
    const isDone = now.undo.length > before.undo.length
    const edit = isDone ? now.undo.at(-1) : before.undo.at(-1)
    if (edit === undefined) return
    const error = given.get(edit)
    const isRepeated = !isDone || edit === before.redo.at(-1)
    if (error !== undefined && isRepeated && useNavigation.getState().room === 'review') showError(error.id)
    follow(edit, error).catch(reportError)
  })
}

async function follow(edit: Edit, error: ReviewError | undefined): Promise<void> {
  await allSaved()
  const { added, changed, removed } = edit.classes
  const pictures = new Set(touchedImages(edit))
  if (error !== undefined) pictures.add(error.imageId)
  // A verdict of an earlier session that changed no picture: which one it was is not known here.
  if (pictures.size === 0 || pictures.size > 100 || added.length + changed.length + removed.length > 0) {
    return loadQueue()
  }
  return refreshPictures([...pictures])
}
