import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { type DialogQuestion, questions } from '../../shared/dialogs/questions'
import type { AskForPath } from './dialogPurpose'
import type { Say } from './systemWords'

const properties: Record<DialogQuestion['asksFor'], OpenDialogOptions['properties']> = {
  folder: ['openDirectory'],
  'folder that may be new': ['openDirectory', 'createDirectory'],
  file: ['openFile'],
  'file to write': [],
}

/** Asks with the system's dialogs, over the studio's window, in the language of the page. */
export function createDialogs(window: () => BrowserWindow | null, say: Say): AskForPath {
  return async (purpose) => {
    const parent = window()
    const { asksFor, title, label, kinds = [], file }: DialogQuestion = questions[purpose]
    const options: OpenDialogOptions & SaveDialogOptions = {
      title: say(title),
      buttonLabel: say(label),
      filters: kinds.map((kind) => ({ name: say(kind.label), extensions: [...kind.extensions] })),
    }
    if (asksFor === 'file to write') {
      const toSave = { ...options, ...(file === undefined ? {} : { defaultPath: file }) }
      const answer =
        parent === null ? await dialog.showSaveDialog(toSave) : await dialog.showSaveDialog(parent, toSave)
      return answer.canceled ? null : answer.filePath
    }
    const toOpen = { ...options, properties: properties[asksFor] ?? [] }
    const answer =
      parent === null ? await dialog.showOpenDialog(toOpen) : await dialog.showOpenDialog(parent, toOpen)
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
}
