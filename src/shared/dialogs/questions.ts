/** One question of the system's dialogs, in English; `zh-CN.json` says it in the other language. */
export interface DialogQuestion {
  asksFor: 'folder' | 'folder that may be new' | 'file' | 'file to write'
  title: string
  /** Of the button that answers. */
  label: string
  kinds?: readonly { label: string; extensions: readonly string[] }[]
  /** Name of the file to write, until the person gives another. */
  file?: string
}

const anyFile = { label: 'All files', extensions: ['*'] }
const keyFiles = [{ label: 'Keys', extensions: ['json'] }]
const settingsFiles = [{ label: 'Settings', extensions: ['json'] }]

/** The occasions on which the studio asks for a place on disk. */
export const questions = {
  'project.open': {
    asksFor: 'folder that may be new',
    title: 'Open a folder of pictures or a project',
    label: 'Open folder',
  },
  'project.import.folder': {
    asksFor: 'folder',
    title: 'Import a folder of pictures and labels',
    label: 'Import',
  },
  'project.import.file': {
    asksFor: 'file',
    title: 'Import a label file or a zip',
    label: 'Import',
    kinds: [
      {
        label: 'Label files and zip archives',
        extensions: 'zip json xml csv tsv txt yaml yml names data vott tfrecord record'.split(' '),
      },
      anyFile,
    ],
  },
  'project.import.video': {
    asksFor: 'file',
    title: 'Take frames of a video',
    label: 'Choose',
    kinds: [
      { label: 'Videos', extensions: ['mp4', 'mov', 'avi', 'mkv', 'webm', 'm4v', 'mpg', 'mpeg', 'wmv'] },
      anyFile,
    ],
  },
  'project.grantRoot': { asksFor: 'folder', title: 'Show where the pictures are', label: 'Allow' },
  'models.export': {
    asksFor: 'folder that may be new',
    title: 'Choose a folder for the model',
    label: 'Export here',
  },
  'labels.export': {
    asksFor: 'folder that may be new',
    title: 'Choose a folder for the labels',
    label: 'Export here',
  },
  'training.importSettings': {
    asksFor: 'file',
    title: 'Read settings from a file',
    label: 'Use these settings',
    kinds: settingsFiles,
  },
  'training.exportSettings': {
    asksFor: 'file to write',
    title: 'Keep these settings in a file',
    label: 'Save',
    kinds: settingsFiles,
    file: 'focal-settings.json',
  },
  'keys.import': {
    asksFor: 'file',
    title: 'Read keys from a file',
    label: 'Use these keys',
    kinds: keyFiles,
  },
  'keys.export': {
    asksFor: 'file to write',
    title: 'Keep these keys in a file',
    label: 'Save',
    kinds: keyFiles,
    file: 'focal-keys.json',
  },
  'predictions.file': {
    asksFor: 'file',
    title: 'Predictions of another detector: COCO results',
    label: 'Open file',
    kinds: [{ label: 'COCO results', extensions: ['json'] }],
  },
  'predictions.folder': {
    asksFor: 'folder',
    title: 'Predictions of another detector: a folder of YOLO text files',
    label: 'Open folder',
  },
  'predictions.groundTruth': {
    asksFor: 'file',
    title: 'The COCO file that the ids of the predictions come from',
    label: 'Use this file',
    kinds: [{ label: 'COCO ground truth', extensions: ['json'] }],
  },
  'predictions.classes': {
    asksFor: 'file',
    title: 'The list of classes that the detector was trained on',
    label: 'Use this file',
    kinds: [{ label: 'Class names', extensions: ['yaml', 'yml', 'txt', 'names'] }],
  },
} as const satisfies Record<string, DialogQuestion>

export type DialogPurpose = keyof typeof questions
