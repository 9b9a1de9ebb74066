/** The occasions on which the studio asks for a place on disk. */
export type DialogPurpose =
  | 'project.open'
  | 'project.import.folder'
  | 'project.import.file'
  | 'project.import.video'
  | 'project.grantRoot'
  | 'keys.export'
  | 'keys.import'
  | 'models.export'
  | 'labels.export'
  | 'training.exportSettings'
  | 'training.importSettings'
  | 'predictions.file'
  | 'predictions.folder'
  | 'predictions.groundTruth'
  | 'predictions.classes'

/** Asks the person for a place; null: they cancelled. */
export type AskForPath = (purpose: DialogPurpose) => Promise<string | null>
