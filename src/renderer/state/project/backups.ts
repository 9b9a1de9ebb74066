import { create } from 'zustand'
import type { BackupChanges, BackupList } from '../../../shared/ipc/backups'
import { call } from '../../ipc/client'
import { momentText } from '../../language/moment'
import { t } from '../../language/t'
import { allSaved, reloadAll } from '../labels/edits'
import { notify, reportError } from '../studio/notices'
import { atProjectChange } from './projectChange'

interface Backups {
  isOpen: boolean
  /** null: being read. */
  list: BackupList | null
  chosen: string | null
  /** What going back to the chosen one would do; null while that is found out. */
  changes: BackupChanges | null
  isBusy: boolean
}

const nothing: Backups = { isOpen: false, list: null, chosen: null, changes: null, isBusy: false }

/** The sheet of backups, and the one chosen in it. */
export const useBackups = create<Backups>(() => nothing)

const { setState: set, getState: get } = useBackups

atProjectChange(() => set(nothing))

export async function openBackups(): Promise<void> {
  set({ ...nothing, isOpen: true })
  await readInto(() => call('backups.list', {}))
}

export const closeBackups = () => set({ isOpen: false })

/** Copies the labels now. */
export const makeBackup = () => readInto(() => call('backups.make', {}))

async function readInto(ask: () => Promise<BackupList>): Promise<void> {
  set({ isBusy: true })
  try {
    await allSaved()
    const list = await ask()
    const isThere = list.backups.some(({ name }) => name === get().chosen)
    set(isThere ? { list } : { list, chosen: null, changes: null })
  } catch (cause) {
    reportError(cause)
  } finally {
    set({ isBusy: false })
  }
}

/** Chooses a backup and finds out what going back to it would change. */
export async function chooseBackup(name: string): Promise<void> {
  set({ chosen: name, changes: null })
  try {
    await allSaved()
    const changes = await call('backups.preview', { name })
    if (get().chosen === name) set({ changes })
  } catch (cause) {
    if (get().chosen === name) set({ chosen: null })
    reportError(cause)
  }
}

/** Goes back to the chosen backup; the notice takes that back. */
export async function restoreChosen(): Promise<void> {
  const { chosen, list, isBusy } = get()
  const backup = list?.backups.find(({ name }) => name === chosen)
  if (backup === undefined || isBusy) return
  set({ isBusy: true })
  try {
    const before = await restore(backup.name)
    closeBackups()
    notify({
      tone: 'good',
      title: t('The labels are those of {{moment}} again', { moment: momentText(backup.at, Date.now()) }),
      detail: t('What was there before is a backup of its own.'),
      action: { label: t('Undo'), run: () => void undoRestore(before) },
    })
  } catch (cause) {
    reportError(cause)
  } finally {
    set({ isBusy: false })
  }
}

async function undoRestore(before: string): Promise<void> {
  try {
    await restore(before)
    notify({ tone: 'good', title: t('The labels are as they were before going back') })
  } catch (cause) {
    reportError(cause)
  }
}

async function restore(name: string): Promise<string> {
  await allSaved()
  const { before } = await call('backups.restore', { name })
  await reloadAll()
  return before
}
