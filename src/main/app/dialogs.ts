import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { AskForPath, DialogPurpose } from './dialogPurpose'

const keyFiles = [{ name: 'Keys', extensions: ['json'] }]
const settingsFiles = [{ name: 'Settings', extensions: ['json'] }]

/** Questions for something that is there already. */
const toOpen: Record<Exclude<DialogPurpose, keyof typeof toSave>, OpenDialogOptions> = {
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
    title: 'Import a label file or a zip',
    buttonLabel: 'Import',
    properties: ['openFile'],
    filters: [
      {
        name: 'Label files and zip archives',
        extensions: 'zip json xml csv tsv txt yaml yml names data vott tfrecord record'.split(' '),
      },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  'project.import.video': {
    title: 'Take frames of a video',
    buttonLabel: 'Choose',
    properties: ['openFile'],
    filters: [
      { name: 'Videos', extensions: ['mp4', 'mov', 'avi', 'mkv', 'webm', 'm4v', 'mpg', 'mpeg', 'wmv'] },
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
  'labels.export': {
    title: 'Choose a folder for the labels',
    buttonLabel: 'Export here',
    properties: ['openDirectory', 'createDirectory'],
  },
  'training.importSettings': {
    title: 'Read settings from a file',
    buttonLabel: 'Use these settings',
    properties: ['openFile'],
    filters: settingsFiles,
  },
  'keys.import': {
    title: 'Read keys from a file',
    buttonLabel: 'Use these keys',
    properties: ['openFile'],
    filters: keyFiles,
  },
  'predictions.file': {
    title: 'Predictions of another detector: COCO results',
    buttonLabel: 'Open',
    properties: ['openFile'],
    filters: [{ name: 'COCO results', extensions: ['json'] }],
  },
  'predictions.folder': {
    title: 'Predictions of another detector: a folder of YOLO text files',
    buttonLabel: 'Open',
    properties: ['openDirectory'],
  },
  'predictions.groundTruth': {
    title: 'The COCO file that the ids of the predictions come from',
    buttonLabel: 'Use this file',
    properties: ['openFile'],
    filters: [{ name: 'COCO ground truth', extensions: ['json'] }],
  },
  'predictions.classes': {
    title: 'The list of classes that the detector was trained on',
    buttonLabel: 'Use this file',
    properties: ['openFile'],
    filters: [{ name: 'Class names', extensions: ['yaml', 'yml', 'txt', 'names'] }],
  },
}

/** Questions for a file that is to be written. */
const toSave = {
  'keys.export': {
    title: 'Keep these keys in a file',
    buttonLabel: 'Save',
    defaultPath: 'focal-keys.json',
    filters: keyFiles,
  },
  'training.exportSettings': {
    title: 'Keep these settings in a file',
    buttonLabel: 'Save',
    defaultPath: 'focal-settings.json',
    filters: settingsFiles,
  },
} satisfies Partial<Record<DialogPurpose, SaveDialogOptions>>

/** Asks with the system's dialogs, over the studio's window. */
export function createDialogs(window: () => BrowserWindow | null): AskForPath {
  return async (purpose) => {
    const parent = window()
    if (purpose in toSave) {
      const options = toSave[purpose as keyof typeof toSave]
      const answer =
        parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options)
      return answer.canceled ? null : answer.filePath
    }
    const options = toOpen[purpose as keyof typeof toOpen]
    const answer =
      parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
}
