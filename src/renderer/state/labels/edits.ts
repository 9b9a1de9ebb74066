import { create } from 'zustand'
import {
  createEdit,
  type Edit,
  type EditInput,
  isEmptyEdit,
  touchedImages,
} from '../../../shared/annotation/edit'
import type { ImageId } from '../../../shared/ids'
import type { EditKind } from '../../../shared/ipc/edits'
import { emptyHistory, type History, record, stepBack, stepForward } from '../../annotator/history'
import { call } from '../../ipc/client'
import { localText, t } from '../../language/t'
import { readDocument, refreshProject, refreshRows, useProject } from '../project/project'
import { followEdit, reloadProposals } from '../proposals/proposals'
import { notify, reportError } from '../studio/notices'
import { applyEdit } from './applyEdit'
import { createEditQueue, type SaveState } from './editQueue'
import { noteTime } from './editTimes'
import { inProject } from './inProject'
import { goToImage, useSelection } from './selection'

interface Edits {
  history: History
  save: SaveState
}

/** Undo, redo and whether all is saved. */
export const useEdits = create<Edits>(() => ({ history: emptyHistory, save: { is: 'saved', at: null } }))

const queue = createEditQueue({
  send: ({ edit, kind }) => call('edits.commit', { edit, kind }),
  onState: (save) => useEdits.setState({ save }),
})

/** Does an edit: at once on the page, then on disk. False where it changes nothing or may not be done. */
export function commit(input: EditInput): boolean {
  const edit = createEdit(input)
  if (isEmptyEdit(edit) || !mayEdit()) return false
  if (!apply(edit, 'do')) return false
  noteTime(edit, Date.now())
  useEdits.setState(({ history }) => ({ history: record(history, edit) }))
  return true
}

/** Takes in an edit that main made and saved itself, such as a verdict's. */
export function adoptEdit(edit: Edit, savedAt: number): void {
  try {
    const { data } = applyEdit(useProject.getState(), edit)
    useProject.setState(data)
    noteTime(edit, savedAt)
    if (!followEdit(edit)) reloadProposals().catch(reportError)
    useEdits.setState(({ history }) => ({
      history: record(history, edit),
      save: { is: 'saved', at: savedAt },
    }))
  } catch {
    reloadAll().catch(reportError)
  }
}

/** Edits that main is still making, such as verdicts. */
let making: Promise<unknown> = Promise.resolve()

/** Undo and redo wait for an edit that main is making: else they would take the one before it. */
export function awaitEdit(made: Promise<unknown>): void {
  making = Promise.allSettled([making, made])
}

/** Takes the newest edit back, on the picture where it was made. */
export async function undo(): Promise<void> {
  await replay(stepBack, 'undo')
}

/** Does the last undone edit again. */
export async function redo(): Promise<void> {
  await replay(stepForward, 'redo')
}

let isReplaying = false

async function replay(step: typeof stepBack, kind: EditKind): Promise<void> {
  if (isReplaying || !mayEdit()) return
  isReplaying = true
  try {
    await making
    const due = step(useEdits.getState().history)
    if (due === null) return
    await showPictureOf(due.edit)
    if (!apply(due.edit, kind)) return
    useEdits.setState({ history: due.history })
    selectResult(due.edit)
  } finally {
    isReplaying = false
  }
}

/**
 * Goes to a place in the history: takes back, or does again, until this many edits stand. Each step is done whole or
 * not at all; where one no longer fits, it ends before it.
 */
export async function goToStep(standing: number): Promise<void> {
  if (isReplaying || !mayEdit()) return
  isReplaying = true
  let last: Edit | null = null
  try {
    // In one go: an edit that came in between would cut off what is to be done again.
    for (;;) {
      const { history } = useEdits.getState()
      const missing = standing - history.undo.length
      const due = missing < 0 ? stepBack(history) : missing > 0 ? stepForward(history) : null
      if (due === null || !apply(due.edit, missing < 0 ? 'undo' : 'redo')) break
      useEdits.setState({ history: due.history })
      last = due.edit
    }
    if (last === null) return
    await showPictureOf(last)
    selectResult(last)
  } finally {
    isReplaying = false
  }
}

/** An edit on another picture is undone in sight, not behind the person's back. */
async function showPictureOf(edit: Edit): Promise<void> {
  const touched = touchedImages(edit)
  const { imageId } = useSelection.getState()
  if (touched.size === 0 || (imageId !== null && touched.has(imageId))) return
  const [first] = touched
  if (first !== undefined) await goToImage(first)
}

function selectResult(edit: Edit): void {
  const { imageId } = useSelection.getState()
  const results = [...edit.boxes.added, ...edit.boxes.changed.map(([, after]) => after)]
  const selected = results.filter((box) => box.imageId === imageId).map((box) => box.id)
  useSelection.setState({ selected })
}

function apply(edit: Edit, kind: EditKind): boolean {
  try {
    const { data, unsure } = applyEdit(useProject.getState(), edit)
    useProject.setState(data)
    const isFollowed = followEdit(edit)
    queue.push({ edit, kind })
    if (!isFollowed) queue.drained().then(reloadProposals).catch(reportError)
    if (unsure.length > 0) queue.drained().then(refreshRows).catch(reportError)
    return true
  } catch (cause) {
    notify({
      tone: 'warn',
      title: t('“{{label}}” no longer fits the project', { label: localText(edit.label) }),
      detail: t('The picture was read again; nothing was changed.'),
    })
    reloadAll().catch(reportError)
    if (!(cause instanceof RangeError)) throw cause
    return false
  }
}

function mayEdit(): boolean {
  const { summary } = useProject.getState()
  if (summary === null) return false
  if (!summary.readOnly) return true
  notify({
    tone: 'warn',
    title: t('This project is open read-only'),
    detail: summary.readOnlyReason ?? undefined,
  })
  return false
}

/** Sends again what could not be saved. */
export function retrySaving(quiet = false): void {
  queue.retry(quiet)
}

/** Gives up edits that main refuses for good and shows what is on disk. */
export async function discardUnsaved(): Promise<void> {
  queue.discard()
  await reloadAll()
}

/** Resolves once every edit is on disk. */
export function allSaved(): Promise<void> {
  return queue.drained()
}

/** Reads undo and redo as main keeps them. */
export async function loadHistory(): Promise<void> {
  const { undo, redo } = await call('edits.history', {})
  for (const { edit, at } of [...undo, ...redo]) noteTime(edit, at)
  useEdits.setState({ history: { undo: undo.map(({ edit }) => edit), redo: redo.map(({ edit }) => edit) } })
}

/** Reads everything again; pictures with unsaved edits keep them. */
export async function reloadAll(): Promise<void> {
  const keep = new Set<ImageId>()
  for (const { edit } of queue.waiting()) for (const imageId of touchedImages(edit)) keep.add(imageId)
  await refreshProject(keep)
  await reloadProposals()
  if (keep.size === 0) await loadHistory()
  const { images, places } = useProject.getState()
  const { imageId } = useSelection.getState()
  if (imageId === null || !places.has(imageId)) {
    // The first pictures have come, or this one has gone.
    const [first] = inProject(images)
    if (first !== undefined) await goToImage(first.id)
    return
  }
  const document = await readDocument(imageId)
  const left = new Set(document?.boxes.map((box) => box.id))
  useSelection.setState(({ selected }) => ({ selected: selected.filter((id) => left.has(id)) }))
}
