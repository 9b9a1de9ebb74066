import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { type DialogQuestion, questions } from '../../shared/dialogs/questions'
import type { AskForPath } from './dialogPurpose'
import type { Say } from './systemWords'

const toOpen: Record<
  Exclude<DialogQuestion['asksFor'], 'file to write'>,
  NonNullable<OpenDialogOptions['properties']>
> = {
  folder: ['openDirectory'],
  'folder that may be new': ['openDirectory', 'createDirectory'],
  file: ['openFile'],
}
// Linux replaces what is there without a word unless it is told to ask.
const toWrite: NonNullable<SaveDialogOptions['properties']> = ['showOverwriteConfirmation', 'createDirectory']

/**
 * Asks with the system's dialogs, over the studio's window, in the language of the page. One question at a time: whoever asks
 * while one stands gets the answer of somebody who cancels.
 */
export function createDialogs(window: () => BrowserWindow | null, say: Say): AskForPath {
  const ask: AskForPath = async (purpose) => {
    const parent = window()
    const { asksFor, title, label, kinds = [], file }: DialogQuestion = questions[purpose]
    const options = {
      title: say(title),
      buttonLabel: say(label),
      filters: kinds.map((kind) => ({ name: say(kind.label), extensions: [...kind.extensions] })),
    }
    if (asksFor === 'file to write') {
      const save = { ...options, properties: toWrite, ...(file === undefined ? {} : { defaultPath: file }) }
      const answer =
        parent === null ? await dialog.showSaveDialog(save) : await dialog.showSaveDialog(parent, save)
      return answer.canceled ? null : answer.filePath
    }
    const open = { ...options, properties: toOpen[asksFor] }
    const answer =
      parent === null ? await dialog.showOpenDialog(open) : await dialog.showOpenDialog(parent, open)
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
  let isAsking = false
  return async (purpose) => {
    if (isAsking) return null
    isAsking = true
    try {
      return await ask(purpose)
    } finally {
      isAsking = false
    }
  }
}
