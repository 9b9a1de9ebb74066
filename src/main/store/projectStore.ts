import type { Edit } from '../../shared/annotation/edit'
import type {
  BoxRecord,
  ClassRecord,
  ImageRecord,
  ImageRow,
  MarkRecord,
  Split,
} from '../../shared/annotation/schema'
import type { ClassId, ImageId, Revision, RootId, RunId } from '../../shared/ids'
import type { Backup, BackupChanges, BackupCounts } from '../../shared/ipc/backups'
import type { EditKind } from '../../shared/ipc/edits'
import type { ProjectStats } from '../../shared/project/schema'
import type { Ground } from '../../shared/proposals/rules'
import type { Proposal, ProposalSource } from '../../shared/proposals/schema'
import type { Detection, Verdict } from '../../shared/review/schema'
import type { SavedView } from '../../shared/search/schema'
import type { RunRecord } from '../../shared/training/run'
import type { ClassHistory } from './sqlite/classHistory'
import type { ClassTable, ClassUseRow } from './sqlite/classUse'
import type { ColumnTexts, ImageOutline } from './sqlite/imageColumns'
import type { JournalTime } from './sqlite/journalTimes'

export type { ClassHistory } from './sqlite/classHistory'

/** An edit of the journal, and when it was done, ms since 1970. */
export interface JournalEntry {
  edit: Edit
  at: number
}

/** Undo and redo stacks, newest last. */
export interface EditHistory {
  undo: JournalEntry[]
  redo: JournalEntry[]
}

/** A folder of images as stored; whether it may be read here is decided outside the project. */
export interface RootRow {
  id: RootId
  /** Relative to the project folder (posix) where it goes along with it, else absolute. */
  path: string
}

/** An image with what is drawn on it. */
export interface ImageContents {
  image: ImageRow
  boxes: BoxRecord[]
  marks: MarkRecord[]
}

/** A model's answer for one image. */
export interface Prediction {
  imageId: ImageId
  detections: Detection[]
  /** Time it took, milliseconds. */
  ms: number
}

export interface VerdictRow {
  errorId: string
  verdict: Verdict
}

/** A verdict as it is kept with its run. */
export interface StoredVerdict extends VerdictRow {
  /** When it was given, ms since 1970; null: by a studio that did not note it. */
  at: number | null
  /** Of the edit that it made; null where it made none. */
  revision: number | null
  /** False: its edit was undone. */
  isActive: boolean
}

/** As much of a box as evaluation needs. */
export type PlainBox = Pick<BoxRecord, 'id' | 'classId' | 'x1' | 'y1' | 'x2' | 'y2' | 'difficult' | 'crowd'>

/** What lies on the pictures of a split. */
export interface SplitContents {
  /** By picture. */
  boxes: Map<ImageId, PlainBox[]>
  marks: MarkRecord[]
}

/** Pictures as everything sees them, or those that a person took out as well. */
export type Which = 'in' | 'all'

/** What an import or a rescan changes, as one whole. */
export interface BulkChange {
  /** For the journal. */
  label: string
  roots: RootRow[]
  classes: ClassRecord[]
  newImages: ImageRecord[]
  /** Known images with new facts. */
  changedImages: ImageRecord[]
  boxes: BoxRecord[]
}

/** Boxes as they lie in the table: widths and heights in px, bits and source as `sqlite/slices.ts` counts them. */
export interface BoxSlice {
  /** Row number to go on from. */
  last: number
  boxes: [
    imageId: ImageId,
    classId: ClassId,
    width: number,
    height: number,
    bits: number,
    source: 0 | 1 | 2,
    attributes: string | null,
  ][]
}

/** In the notes of a project that was made for pictures which have not come in yet; the first bulk change takes it away. */
export const IMPORT_OWED = 'import-owed'

export type SnapshotReason =
  | 'daily'
  | 'import'
  | 'delete-class'
  | 'migration'
  | 'repair'
  | 'restore'
  /** The person asked for it. */
  | 'asked'

/**
 * Where a project's data lives. Every writing call is one transaction: when it returns the change is on the disk,
 * when it throws nothing has changed. Reading and writing are synchronous: each takes well under a frame.
 */
export interface ProjectStore {
  readonly isReadOnly: boolean
  revision(): Revision
  meta(key: string): string | null
  setMeta(key: string, value: string): void

  listRoots(): RootRow[]
  setRootPath(rootId: RootId, path: string): void
  listClasses(): ClassRecord[]
  /** What classes were called before, and where merged ones went. */
  classHistory(): ClassHistory
  /** Boxes and marks by class: what a deletion would touch. */
  boxesOfClass(classId: ClassId): BoxRecord[]
  /** Names of box attributes with their values, the most used first. */
  attributesInUse(): { name: string; values: string[] }[]
  marksOfClass(classId: ClassId): MarkRecord[]

  /** How much each class has, in the order of the list. */
  classUse(): ClassUseRow[]
  /** The ids of what a class has in a table, by picture. */
  idsOfClass(table: ClassTable, classId: ClassId): [ImageId, string[]][]
  /** Pictures with boxes of these classes, and those of them that have no other box. */
  picturesOfClasses(classIds: readonly ClassId[]): { pictures: number; emptied: number }

  countImages(): number
  /** Those that were taken out among them, in no particular order. */
  listImages(): ImageRow[]
  /**
   * The JSON texts of the columns of `PackedRows`, those that were taken out among them, in the order the pictures came
   * in: of some row numbers, or of all.
   */
  imageColumns(rowids: readonly number[] | null): ColumnTexts
  imageOutline(): ImageOutline
  /** Of each class that has any on pictures that are in. */
  boxCounts(): { classId: ClassId; boxes: number }[]
  image(imageId: ImageId): ImageRecord | undefined
  contents(imageId: ImageId): ImageContents | undefined
  /** Every box, of one image after the other. */
  listBoxes(which: Which): BoxRecord[]
  /** Some boxes after a row number, in no particular order of pictures; null: there are no more. */
  boxSlice(after: number): BoxSlice | null
  /** Boxes and marks of a split. */
  splitContents(split: Split): SplitContents
  setSplits(splits: ReadonlyMap<ImageId, Split | null>): void
  applyBulk(change: BulkChange, at: number): Revision
  stats(): ProjectStats

  /** Throws `stale-edit` or `invalid-edit`. `verdict` is kept with the edit and goes when it is undone. */
  commit(edit: Edit, kind: EditKind, at: number, verdict?: { runId: RunId } & VerdictRow): Revision
  /** Undo and redo stacks, newest last, at most `limit` each. */
  history(limit: number): EditHistory
  /** Rows of the journal after a revision as the pace sees them, oldest first. */
  journalTimes(after: number, limit: number): JournalTime[]
  /** Revisions of the edits that stand. */
  standingRevisions(): Set<number>
  /** The edit that led to a revision; undefined where none did, as an import. */
  editOf(revision: number): Edit | undefined
  /** What was done, undone and done again since a revision; null where it was more than edits. */
  editsSince(revision: number): Edit[] | null

  listRuns(): RunRecord[]
  run(runId: RunId): RunRecord | undefined
  putRun(record: RunRecord): void
  deleteRun(runId: RunId): void
  savePredictions(runId: RunId, predictions: readonly Prediction[]): void
  clearPredictions(runId: RunId): void
  prediction(runId: RunId, imageId: ImageId): Prediction | undefined
  /** The edits that a run's standing verdicts made, by the error's id. */
  listVerdictEdits(runId: RunId): Map<string, Edit>

  /** Proposals on a picture, whatever was said of them. */
  proposalsOn(imageId: ImageId): Proposal[]
  /** Every proposal that waits to be judged. */
  openProposals(): Proposal[]
  /** What is on the pictures that they lie on. */
  proposalGrounds(): Map<ImageId, Ground>
  /** Puts a round's proposals in place of the open ones that a source (for a run: any run) made on these pictures. */
  replaceProposals(source: ProposalSource, imageIds: readonly ImageId[], proposals: readonly Proposal[]): void
  /** Those of a split, or all. */
  listPredictions(runId: RunId, split?: Split): Prediction[]
  /** Some of them, on the pictures whose ids follow; empty: there are no more. */
  predictionSlice(runId: RunId, after: ImageId | ''): Prediction[]
  /** Notes a verdict without an edit, or with null takes one away. */
  setVerdict(runId: RunId, errorId: string, verdict: Verdict | null, at: number): void
  /** By error; those whose edit was undone among them. */
  listVerdicts(runId: RunId): StoredVerdict[]

  /** Searches with a name, in the order of the list. */
  listViews(): SavedView[]
  setViews(views: readonly SavedView[]): void

  /**
   * Throws `io-failed` where the file that was opened does not lie under its name any more: what is written would go with
   * it, or into another project's folder.
   */
  requireInPlace(): void
  /** Writes a whole copy into `backups/`, keeps the newest ones of each reason, answers its name. */
  snapshot(reason: SnapshotReason): string
  /** The same, where none was made for this reason in the last `ms`. */
  snapshotUnlessWithin(reason: SnapshotReason, ms: number): void
  /** The day's, where it is due; passed over on a full disk. */
  takeDailySnapshot(): void
  /** What the tables of labels hold now. */
  countLabels(): BackupCounts
  /** Newest first. */
  listBackups(): Backup[]
  /** What `restoreBackup` would change. Throws as it does. */
  previewBackup(name: string): BackupChanges
  /** Puts the labels back as a backup has them; answers the name of the backup of what was there. */
  restoreBackup(name: string, at: number): string
  /** Problems that SQLite finds; empty where there are none. */
  integrityProblems(): string[]
  close(): void
}
