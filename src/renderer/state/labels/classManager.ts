import { create } from 'zustand'
import type { ClassRecord } from '../../../shared/annotation/schema'
import type { ClassId } from '../../../shared/ids'
import type { ClassChange, ClassPreview, ClassUse } from '../../../shared/ipc/classes'
import { call } from '../../ipc/client'
import { localText, t } from '../../language/t'
import { useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { notify, reportError } from '../studio/notices'
import { renameClass } from './classes'
import { adoptEdit, allSaved, commit, undo } from './edits'
import { useSelection } from './selection'

interface ClassManager {
  isOpen: boolean
  /** Part of a name: only classes that have it are listed. */
  search: string
  /** In the order in which they were chosen. */
  chosen: readonly ClassId[]
  use: ReadonlyMap<ClassId, ClassUse>
  /** A change that waits for a yes, and what it would reach; null while that is found out. */
  pending: ClassChange | null
  preview: ClassPreview | null
  isChanging: boolean
}

const nothing: ClassManager = {
  isOpen: false,
  search: '',
  chosen: [],
  use: new Map(),
  pending: null,
  preview: null,
  isChanging: false,
}

/** The class manager: what is chosen in it, and the change that it previews. */
export const useClassManager = create<ClassManager>(() => nothing)

const { setState: set, getState: get } = useClassManager

atProjectChange(() => set(nothing))

/** Opens the manager at a class, perhaps with a change to look at. */
export function openClassManager(classId: ClassId | null, pending: ClassChange | null = null): void {
  set({ ...nothing, isOpen: true, chosen: classId === null ? [] : [classId] })
  readUse()
  previewChange(pending)
}

export function closeClassManager(): void {
  set({ isOpen: false, pending: null, preview: null })
}

/** The change that is previewed is not wanted; false where there is none. */
export function dropPreview(): boolean {
  const isPending = get().pending !== null
  if (isPending) previewChange(null)
  return isPending
}

/** Counts again: after every edit that is done while the manager is open. */
export function readUse(): void {
  allSaved()
    .then(() => call('classes.use', {}))
    .then((rows) => set({ use: new Map(rows.map(({ classId, ...use }) => [classId, use])) }))
    .catch(reportError)
}

/** `add`: with Ctrl or Shift, beside what is chosen already. */
export function chooseClass(classId: ClassId, add = false): void {
  const { chosen } = get()
  const others = chosen.filter((id) => id !== classId)
  set({
    chosen: !add ? [classId] : others.length < chosen.length ? others : [...chosen, classId],
    pending: null,
    preview: null,
  })
}

let asked = 0

/** Asks what a change would reach; null: nothing is to be changed. */
export function previewChange(pending: ClassChange | null): void {
  const own = ++asked
  set({ pending, preview: null })
  if (pending === null) return
  allSaved()
    .then(() => call('classes.preview', pending))
    .then((preview) => {
      if (own === asked) set({ preview })
    })
    .catch((cause) => {
      if (own === asked) set({ pending: null })
      reportError(cause)
    })
}

/** Does the change that was previewed, as one edit. */
export async function applyPending(): Promise<void> {
  const { pending, isChanging } = get()
  if (pending === null || isChanging) return
  set({ isChanging: true })
  try {
    if (pending.what === 'rename') renamePending(pending)
    else await changeInMain(pending)
  } finally {
    set({ isChanging: false })
    readUse()
  }
}

function renamePending({ classId, name }: Extract<ClassChange, { what: 'rename' }>): void {
  const record = useProject.getState().classes.find(({ id }) => id === classId)
  if (record !== undefined && renameClass(record, name)) set({ pending: null, preview: null })
}

/** Main alone knows every box; what it did comes back as an edit like any other. */
async function changeInMain(change: ClassChange): Promise<void> {
  await allSaved()
  const { edit, ack } = await call('classes.change', change)
  adoptEdit(edit, ack.savedAt)
  const { classes } = useProject.getState()
  const left = (id: ClassId | null) => classes.some((record) => record.id === id)
  const into = change.what === 'merge' ? change.into : null
  useSelection.setState(({ classId }) => ({
    classId: left(classId) ? classId : (into ?? classes[0]?.id ?? null),
    selected: [],
  }))
  set({ pending: null, preview: null, chosen: into === null ? [] : [into] })
  notify({
    tone: 'good',
    title: t('{{label}}: done', { label: localText(edit.label) }),
    action: { label: t('Undo'), run: () => void undo() },
  })
}

/** Gives a class another of the 24 colours. */
export function recolourClass(record: ClassRecord, color: number): void {
  commit({
    label: `Recolour class ${record.name}`.slice(0, 200),
    classes: { changed: [[record, { ...record, color }]] },
  })
}

/** Puts a class at another place of the list; digit keys follow. */
export function moveClass(classId: ClassId, to: number): void {
  const { classes } = useProject.getState()
  const from = classes.findIndex(({ id }) => id === classId)
  const place = Math.max(0, Math.min(classes.length - 1, to))
  if (from < 0 || from === place) return
  const record = classes[from]
  const ordered = classes.toSpliced(from, 1).toSpliced(place, 0, record)
  const changed = ordered.flatMap((each, order): [ClassRecord, ClassRecord][] =>
    each.order === order ? [] : [[each, { ...each, order }]],
  )
  commit({ label: `Move class ${record.name}`.slice(0, 200), classes: { changed } })
}
