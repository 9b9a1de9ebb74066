import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { AskForPath, DialogPurpose } from './dialogPurpose'

const questions: Record<DialogPurpose, OpenDialogOptions> = {
  'project.open': {
    title: 'Open a folder of pictures or a project',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory'],
  },
  'project.import.folder': {
    title: 'Import a folder of pictures and labels',
    buttonLabel: 'Import',
    properties: ['openDirectory'],
  },
  'project.import.file': {
    title: 'Import a label file',
    buttonLabel: 'Import',
    properties: ['openFile'],
    filters: [
      { name: 'Label files', extensions: ['json', 'xml', 'csv', 'txt', 'yaml', 'yml', 'zip', 'ndjson'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  'project.grantRoot': {
    title: 'Show where the pictures are',
    buttonLabel: 'Allow',
    properties: ['openDirectory'],
  },
  'models.export': {
    title: 'Choose a folder for the model',
    buttonLabel: 'Export here',
    properties: ['openDirectory', 'createDirectory'],
  },
}

/** Asks with the system's dialogs, over the studio's window. */
export function createDialogs(window: () => BrowserWindow | null): AskForPath {
  return async (purpose) => {
    const parent = window()
    const options = questions[purpose]
    const answer =
      parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
}
