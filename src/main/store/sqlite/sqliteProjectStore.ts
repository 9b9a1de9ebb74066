import type { Edit } from '../../../shared/annotation/edit'
import type {
  BoxRecord,
  ClassRecord,
  ImageRecord,
  ImageRow,
  MarkRecord,
  Split,
} from '../../../shared/annotation/schema'
import type { ClassId, ImageId, Revision, RootId, RunId } from '../../../shared/ids'
import type { Backup, BackupChanges, BackupCounts } from '../../../shared/ipc/backups'
import type { EditKind } from '../../../shared/ipc/edits'
import type { ProjectStats } from '../../../shared/project/schema'
import type { Ground } from '../../../shared/proposals/rules'
import type { Proposal, ProposalSource } from '../../../shared/proposals/schema'
import { StudioError } from '../../../shared/result'
import type { Verdict } from '../../../shared/review/schema'
import type { SavedView } from '../../../shared/search/schema'
import type { RunRecord } from '../../../shared/training/run'
import type {
  BoxSlice,
  BulkChange,
  ClassHistory,
  EditHistory,
  ImageContents,
  Prediction,
  ProjectStore,
  RootRow,
  SnapshotReason,
  SplitContents,
  StoredVerdict,
  VerdictRow,
  Which,
} from '../projectStore'
import { selectAttributesInUse } from './attributesInUse'
import { type CountedBackups, countLabels, listBackups, previewBackup, restoreBackup } from './backups'
import { readClassHistory } from './classHistory'
import {
  type ClassTable,
  type ClassUseRow,
  countPicturesOf,
  selectClassUse,
  selectIdsOfClass,
} from './classUse'
import type { Database } from './database'
import { commitEdit, currentRevision, readHistory, selectEdit, selectEditsSince } from './edits'
import { type ColumnTexts, type ImageOutline, selectImageColumns, selectImageOutline } from './imageColumns'
import {
  applyBulk,
  countByClass,
  listBoxes,
  listImages,
  selectContents,
  selectSplitContents,
  setSplits,
} from './images'
import { type FileIdentity, identityOf, requireSameFile } from './inPlace'
import { integrityProblems } from './integrity'
import { type JournalTime, selectJournalTimes, selectStanding } from './journalTimes'
import * as proposals from './proposals'
import { boxTable, classTable, imageTable, markTable } from './records'
import * as reviews from './reviews'
import { boxSlice, predictionSlice } from './slices'
import { hasOneNear, isDailyDue, takeDailySnapshot, writeSnapshot } from './snapshot'
import { selectStats } from './stats'
import * as views from './views'

/** The store over one SQLite connection; what each call does lies in the file of its area. */
export class SqliteProjectStore implements ProjectStore {
  private readonly countedBackups: CountedBackups = new Map()
  /** The file that was opened. */
  private readonly opened: FileIdentity | null

  constructor(
    private readonly database: Database,
    private readonly folder: string,
    readonly isReadOnly: boolean,
  ) {
    this.opened = identityOf(database.file)
  }

  requireInPlace(): void {
    requireSameFile(this.database.file, this.opened)
  }

  revision(): Revision {
    return currentRevision(this.database) as Revision
  }

  meta(key: string): string | null {
    return this.database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', [key])?.value ?? null
  }

  setMeta(key: string, value: string): void {
    this.database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [key, value])
  }

  listRoots(): RootRow[] {
    return this.database.all<{ id: RootId; path: string }>('SELECT id, path FROM roots ORDER BY rowid')
  }

  setRootPath(rootId: RootId, path: string): void {
    this.database.run('UPDATE roots SET path = ? WHERE id = ?', [path, rootId])
  }

  listClasses(): ClassRecord[] {
    return this.database.all('SELECT * FROM classes ORDER BY place, rowid').map(classTable.fromRow)
  }

  classHistory(): ClassHistory {
    return readClassHistory(this.database)
  }

  attributesInUse(): { name: string; values: string[] }[] {
    return selectAttributesInUse(this.database)
  }

  boxesOfClass(classId: ClassId): BoxRecord[] {
    return this.database
      .all('SELECT * FROM boxes WHERE class_id = ? ORDER BY rowid', [classId])
      .map(boxTable.fromRow)
  }

  marksOfClass(classId: ClassId): MarkRecord[] {
    return this.database
      .all('SELECT * FROM marks WHERE class_id = ? ORDER BY rowid', [classId])
      .map(markTable.fromRow)
  }

  classUse(): ClassUseRow[] {
    return selectClassUse(this.database)
  }

  idsOfClass(table: ClassTable, classId: ClassId): [ImageId, string[]][] {
    return selectIdsOfClass(this.database, table, classId)
  }

  picturesOfClasses(classIds: readonly ClassId[]): { pictures: number; emptied: number } {
    return countPicturesOf(this.database, classIds)
  }

  countImages(): number {
    return (
      this.database.get<{ images: number }>('SELECT count(*) AS images FROM images WHERE taken_out = 0')
        ?.images ?? 0
    )
  }

  listImages(): ImageRow[] {
    return listImages(this.database)
  }

  imageColumns(rowids: readonly number[] | null): ColumnTexts {
    return selectImageColumns(this.database, rowids)
  }

  imageOutline(): ImageOutline {
    return selectImageOutline(this.database)
  }

  boxCounts(): { classId: ClassId; boxes: number }[] {
    return countByClass(this.database)
  }

  image(imageId: ImageId): ImageRecord | undefined {
    const row = this.database.get('SELECT * FROM images WHERE id = ?', [imageId])
    return row === undefined ? undefined : imageTable.fromRow(row)
  }

  contents(imageId: ImageId): ImageContents | undefined {
    return selectContents(this.database, imageId)
  }

  listBoxes(which: Which): BoxRecord[] {
    return listBoxes(this.database, which)
  }

  boxSlice(after: number): BoxSlice | null {
    return boxSlice(this.database, after)
  }

  setSplits(splits: ReadonlyMap<ImageId, Split | null>): void {
    setSplits(this.database, splits)
  }

  applyBulk(change: BulkChange, at: number): Revision {
    return applyBulk(this.database, change, at)
  }

  stats(): ProjectStats {
    return selectStats(this.database)
  }

  commit(edit: Edit, kind: EditKind, at: number, verdict?: { runId: RunId } & VerdictRow): Revision {
    return commitEdit(this.database, edit, kind, at, verdict)
  }

  splitContents(split: Split): SplitContents {
    return selectSplitContents(this.database, split)
  }

  editOf(revision: number): Edit | undefined {
    return selectEdit(this.database, revision)
  }

  editsSince(revision: number): Edit[] | null {
    return selectEditsSince(this.database, revision)
  }

  history(limit: number): EditHistory {
    return readHistory(this.database, limit)
  }

  journalTimes(after: number, limit: number): JournalTime[] {
    return selectJournalTimes(this.database, after, limit)
  }

  standingRevisions(): Set<number> {
    return selectStanding(this.database)
  }

  listRuns(): RunRecord[] {
    return reviews.listRuns(this.database)
  }

  run(runId: RunId): RunRecord | undefined {
    return reviews.selectRun(this.database, runId)
  }

  putRun(record: RunRecord): void {
    reviews.putRun(this.database, record)
  }

  deleteRun(runId: RunId): void {
    this.database.run('DELETE FROM runs WHERE id = ?', [runId])
  }

  savePredictions(runId: RunId, predictions: readonly Prediction[]): void {
    reviews.savePredictions(this.database, runId, predictions)
  }

  clearPredictions(runId: RunId): void {
    this.database.run('DELETE FROM predictions WHERE run_id = ?', [runId])
  }

  prediction(runId: RunId, imageId: ImageId): Prediction | undefined {
    return reviews.selectPrediction(this.database, runId, imageId)
  }

  listPredictions(runId: RunId, split?: Split): Prediction[] {
    return reviews.listPredictions(this.database, runId, split)
  }

  predictionSlice(runId: RunId, after: ImageId | ''): Prediction[] {
    return predictionSlice(this.database, runId, after)
  }

  listViews(): SavedView[] {
    return views.listViews(this.database)
  }

  setViews(list: readonly SavedView[]): void {
    views.setViews(this.database, list)
  }

  listVerdictEdits(runId: RunId): Map<string, Edit> {
    return reviews.listVerdictEdits(this.database, runId)
  }

  setVerdict(runId: RunId, errorId: string, verdict: Verdict | null, at: number): void {
    if (verdict === null) reviews.removeVerdict(this.database, runId, errorId)
    else reviews.putVerdict(this.database, runId, { errorId, verdict, at, revision: null })
  }

  listVerdicts(runId: RunId): StoredVerdict[] {
    return reviews.listVerdicts(this.database, runId)
  }

  proposalsOn(imageId: ImageId): Proposal[] {
    return proposals.proposalsOn(this.database, imageId)
  }

  openProposals(): Proposal[] {
    return proposals.openProposals(this.database)
  }

  proposalGrounds(): Map<ImageId, Ground> {
    return proposals.proposalGrounds(this.database)
  }

  replaceProposals(source: ProposalSource, imageIds: readonly ImageId[], made: readonly Proposal[]): void {
    proposals.replaceProposals(this.database, source, imageIds, made)
  }

  snapshot(reason: SnapshotReason): string {
    return writeSnapshot(this.database, this.folder, reason, Date.now())
  }

  snapshotUnlessWithin(reason: SnapshotReason, ms: number): void {
    if (!hasOneNear(this.folder, reason, Date.now(), ms)) this.snapshot(reason)
  }

  takeDailySnapshot(): void {
    takeDailySnapshot(this.database, this.folder, Date.now())
  }

  countLabels(): BackupCounts {
    return countLabels(this.database)
  }

  listBackups(): Backup[] {
    return listBackups(this.database, this.folder, this.countedBackups)
  }

  previewBackup(name: string): BackupChanges {
    return previewBackup(this.database, this.folder, name)
  }

  restoreBackup(name: string, at: number): string {
    return restoreBackup(this.database, this.folder, name, at)
  }

  integrityProblems(): string[] {
    return integrityProblems(this.database, 'full')
  }

  /**
   * Takes the day's snapshot where it is due, so that even a project of one session has one, and brings the journal
   * into the main file, so that the folder can be copied as it lies.
   */
  close(): void {
    try {
      if (!this.isReadOnly) {
        // What lies there now is not this project's: neither a backup beside it nor the end of its journal.
        this.requireInPlace()
        if (this.revision() > 0 && isDailyDue(this.folder, Date.now())) this.snapshot('daily')
        this.database.pragma('wal_checkpoint(TRUNCATE)')
        // Takes the journal away now: the connection itself ends only when its last statement is collected, which may be
        // long after, while somebody copies the folder. Where another program reads the project, it stays.
        this.database.exec('PRAGMA busy_timeout = 0; PRAGMA shrink_memory')
        this.database.pragma('journal_mode = DELETE')
      }
    } catch (cause) {
      // On a full disk, a vanished drive or without its folder closing must still close; every commit is on the disk already.
      if (!(cause instanceof StudioError)) throw cause
    } finally {
      this.database.close()
    }
  }
}
