import { readFileSync } from 'node:fs'
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'

/** The occasions on which the studio asks for a place on disk. */
export type DialogPurpose =
  | 'project.open'
  | 'project.import.folder'
  | 'project.import.file'
  | 'project.grantRoot'
  | 'models.export'

/** Asks the person for a place; null: they cancelled. */
export type AskForPath = (purpose: DialogPurpose) => Promise<string | null>

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

/**
 * End-to-end tests cannot click system dialogs: a JSON file from purpose to path (null: cancel) answers for
 * them. Only with FOCAL_E2E=1 in a build that is not packaged; null otherwise.
 */
export function scriptedDialogs(isPackaged: boolean, env: NodeJS.ProcessEnv): AskForPath | null {
  const { FOCAL_E2E: isTest, FOCAL_E2E_DIALOGS: file } = env
  if (isPackaged || isTest !== '1' || file === undefined) return null
  return async (purpose) => {
    const answers = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<DialogPurpose, string | null>>
    return answers[purpose] ?? null
  }
}
