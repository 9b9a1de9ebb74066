import { join, resolve } from 'node:path'
import type { Edit } from '../../shared/annotation/edit'
import type { Split } from '../../shared/annotation/schema'
import type { ImageId, Revision, RootId, RunId } from '../../shared/ids'
import type { BackupChanges } from '../../shared/ipc/backups'
import type { CommitAck, EditKind } from '../../shared/ipc/edits'
import type { Proposal, ProposalSource } from '../../shared/proposals/schema'
import { StudioError } from '../../shared/result'
import type { Verdict } from '../../shared/review/schema'
import type { SavedView } from '../../shared/search/schema'
import { type NewRun, RunRecord } from '../../shared/training/run'
import { removeUnfinished } from '../archive/unpackFolder'
import { removeLeftovers } from '../fs/leftovers'
import { readThrough } from '../fs/readThrough'
import type { BulkChange, Prediction, ProjectStore, VerdictRow } from '../store/projectStore'
import { openNewer } from '../store/sqlite/newer'
import { claimedVersion, DATABASE_NAME, openStore } from '../store/sqlite/open'
import { BACKUP_FOLDER } from '../store/sqlite/snapshot'
import { DayBackup } from './dayBackup'
import { holdsPictures } from './keepUnpacked'
import { type MakeOptions, makeProject } from './makeProject'
import { isProjectFolder, manifestFromStore, readManifest, writeManifest } from './manifest'
import { lockOrReason, refuseWriting } from './openMode'
import { requireOwnParts } from './ownParts'
import { ProjectReader } from './projectReader'
import { defaultGrantsFile, RootGrants } from './rootGrants'
import { realFolder, storedRootPath } from './roots'
import { makeRunFolder, removeRunFolder } from './runFolders'

/** How long a snapshot before one picture stands for those before the next ones too. */
const PASTES_SHARE_MS = 10 * 60_000

export interface OpenOptions {
  readOnly?: boolean
  /** File of this machine's granted folders. */
  grantsFile?: string
  /** The built `snapshot.js`: it makes the day's backup after opening, which otherwise waits for it. */
  backupThread?: string | URL
}

/**
 * One open project: what the windows, the command line and the tests work with. Writing calls have reached the disk
 * when they return; in a project that is open read-only they throw what `requireWritable` does.
 */
export class ProjectService extends ProjectReader {
  private isClosed = false
  private dayBackup: DayBackup | null = null

  /** Makes a project in a folder, which may exist. Throws `project-exists`, `not-writable`, `disk-full`, and leaves nothing then. */
  static async create(folder: string, options: OpenOptions & MakeOptions = {}): Promise<ProjectService> {
    return new ProjectService(await makeProject(folder, options))
  }

  /**
   * Opens a project; read-only where asked, where another program writes to it, where it may not be written, or where a
   * newer studio wrote it and what is known here can be read.
   * Throws `project-not-found`, `project-damaged`, `project-newer` where it cannot, and what `requireOwnParts` does.
   */
  static async open(folder: string, options: OpenOptions = {}): Promise<ProjectService> {
    const real = realFolder(resolve(folder))
    if (!isProjectFolder(real))
      throw new StudioError(
        'project-not-found',
        `There is no project in ${folder}`,
        'Make one there, or choose its folder.',
      )
    requireOwnParts(real)
    await readThrough(join(real, DATABASE_NAME))
    const found = await readManifest(real)
    const version = Math.max(found?.schemaVersion ?? 0, claimedVersion(real))
    const { lock, readOnly } = await lockOrReason(real, version, options.readOnly ?? false)
    const { backupThread } = options
    let store: ProjectStore | undefined
    let isBackupOwed = false
    try {
      store =
        readOnly?.code === 'project-newer'
          ? openNewer(real, version)
          : openStore(real, {
              readOnly: lock === null,
              now: Date.now(),
              ...(backupThread !== undefined && {
                postponeDaily: () => {
                  isBackupOwed = true
                },
              }),
            })
      const manifest = found ?? manifestFromStore(real, store)
      if (found === null && lock !== null) await writeManifest(real, store, manifest)
      const grants = await RootGrants.open(options.grantsFile ?? defaultGrantsFile(), manifest.id)
      const project = new ProjectService({ folder: real, store, manifest, grants, lock, readOnly })
      if (lock !== null) {
        removeUnfinished(real, (kept) => holdsPictures(project, kept))
        for (const place of [real, join(real, BACKUP_FOLDER)]) await removeLeftovers(place)
        project.removeDeletedRuns()
        project.markInterruptedRuns()
      }
      if (backupThread !== undefined && isBackupOwed) project.dayBackup = new DayBackup(real, backupThread)
      return project
    } catch (cause) {
      store?.close()
      await lock?.release()
      throw cause
    }
  }

  /** Closes the database and gives the lock back; what was deleted goes for good. A second call does nothing. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    await this.backedUp()
    try {
      if (this.parts.readOnly === null) this.removeDeletedRuns()
      this.parts.store.close()
    } finally {
      await this.parts.lock?.release()
    }
  }

  /** Resolves once the day's backup that opening left for later is there or could not be made. */
  async backedUp(): Promise<void> {
    await this.dayBackup?.end()
  }

  /**
   * Writes an edit (or its undo, or redo) as one transaction; on return it is on the disk. A `verdict` is noted with it
   * and holds as long as the edit stands. Throws `stale-edit` or `invalid-edit`, and then nothing has changed.
   */
  commit(edit: Edit, kind: EditKind, verdict?: { runId: RunId } & VerdictRow): CommitAck {
    this.requireWritable()
    if (edit.classes.removed.length > 0 && kind !== 'undo') this.parts.store.snapshot('delete-class')
    const savedAt = Date.now()
    return { revision: this.parts.store.commit(edit, kind, savedAt, verdict), savedAt }
  }

  setSplits(splits: ReadonlyMap<ImageId, Split | null>): void {
    this.requireWritable()
    this.parts.store.setSplits(splits)
    this.dataVersion++
  }

  /** Puts pictures into splits by hand; answers where they were. Those that are gone are left out. */
  moveToSplits(splits: readonly [ImageId, Split | null][]): [ImageId, Split | null][] {
    const before = splits.flatMap(([imageId]): [ImageId, Split | null][] => {
      const image = this.parts.store.image(imageId)
      return image === undefined ? [] : [[imageId, image.split]]
    })
    this.setSplits(new Map(splits))
    return before
  }

  /** Searches with a name: kept with the project, no edit of it. */
  setViews(views: readonly SavedView[]): void {
    this.requireWritable()
    this.parts.store.setViews(views)
  }

  /** Makes the next run with its folder, `runs/run-NNNN`. */
  createRun(fields: NewRun): RunRecord {
    this.requireWritable()
    const id = makeRunFolder(this.folder, this.parts.store.listRuns())
    const name = fields.name ?? `Run ${Number(id.slice('run-'.length))}`
    const record = RunRecord.parse({ ...fields, id, name })
    this.parts.store.putRun(record)
    return record
  }

  putRun(record: RunRecord): void {
    this.requireWritable()
    this.parts.store.putRun(record)
  }

  /** Takes a run out of sight; its predictions and its folder stay until the project is closed, for `restoreRun`. */
  deleteRun(runId: RunId): void {
    this.requireWritable()
    this.parts.store.putRun({ ...this.run(runId), deletedAt: Date.now() })
  }

  /** Brings a deleted run back. Throws `run-not-found` once it is gone for good. */
  restoreRun(runId: RunId): RunRecord {
    this.requireWritable()
    const run = this.parts.store.run(runId)
    if (run === undefined)
      throw new StudioError(
        'run-not-found',
        `${runId} is gone for good.`,
        'Train it again with its settings.',
      )
    const restored = { ...run, deletedAt: null }
    this.parts.store.putRun(restored)
    return restored
  }

  savePredictions(runId: RunId, predictions: readonly Prediction[]): void {
    this.requireWritable()
    this.parts.store.savePredictions(runId, predictions)
    this.dataVersion++
  }

  clearPredictions(runId: RunId): void {
    this.requireWritable()
    this.parts.store.clearPredictions(runId)
    this.dataVersion++
  }

  setVerdict(runId: RunId, errorId: string, verdict: Verdict | null, at = Date.now()): void {
    this.requireWritable()
    this.parts.store.setVerdict(runId, errorId, verdict, at)
  }

  /** A round of proposals, in place of the open ones that its source made on these pictures before. */
  replaceProposals(
    source: ProposalSource,
    imageIds: readonly ImageId[],
    proposals: readonly Proposal[],
  ): void {
    this.requireWritable()
    this.parts.store.replaceProposals(source, imageIds, proposals)
  }

  /** Keeps something small with the project that is no label: it outlives restarts and is not undone. */
  setNote(name: string, value: string): void {
    this.requireWritable()
    this.parts.store.setMeta(`note.${name}`, value)
  }

  /** Allows this machine to read a folder outside the project; only ever after the person chose it. */
  async grantFolder(folder: string): Promise<void> {
    await this.parts.grants.add(folder)
    this.roots = this.resolveRoots()
    this.dataVersion++
  }

  /** The person showed where a root lies now: allowed from here on, and stored if it moved. */
  async moveRoot(rootId: RootId, folder: string): Promise<void> {
    const real = realFolder(folder)
    const root = this.roots.get(rootId)
    if (root === undefined) throw new StudioError('not-found', `The project has no folder ${rootId}.`)
    if (real !== root.folder) {
      this.requireWritable()
      this.parts.store.setRootPath(rootId, storedRootPath(this.folder, real))
    }
    await this.grantFolder(real)
  }

  /**
   * An import or a rescan as one whole, after a snapshot of what was there before; one that changes nothing is not written.
   * Pictures that are pasted one after the other share a snapshot.
   */
  applyBulk(change: BulkChange): Revision {
    this.requireWritable()
    const { label: _label, ...lists } = change
    if (Object.values(lists).every((list) => list.length === 0)) return this.parts.store.revision()
    if (this.hasHistory)
      this.parts.store.snapshotUnlessWithin('import', isOnePicture(change) ? PASTES_SHARE_MS : 0)
    const revision = this.parts.store.applyBulk(change, Date.now())
    this.dataVersion++
    this.roots = this.resolveRoots()
    return revision
  }

  /** Copies the labels into `backups/` now. Answers the copy's name. */
  makeBackup(): string {
    this.requireWritable()
    return this.parts.store.snapshot('asked')
  }

  /** What `restoreBackup` would change; it wants to write beside the backups. */
  previewBackup(name: string): BackupChanges {
    this.requireWritable()
    return this.parts.store.previewBackup(name)
  }

  /** Puts the labels back as a backup has them; answers the backup of what was there, which takes it back. */
  restoreBackup(name: string): string {
    this.requireWritable()
    const before = this.parts.store.restoreBackup(name, Date.now())
    this.dataVersion++
    this.roots = this.resolveRoots()
    return before
  }

  async rename(name: string): Promise<void> {
    this.requireWritable()
    const manifest = { ...this.manifest, name: name.trim() }
    await writeManifest(this.folder, this.parts.store, manifest)
    this.manifest = manifest
  }

  /**
   * Throws `project-locked`, `project-read-only`, `project-newer`, or `io-failed` where the project is gone: before something long that would end in that. What is
   * written after it comes after the day's backup.
   */
  requireWritable(): void {
    if (this.parts.readOnly !== null) throw refuseWriting(this.parts.readOnly, this.folder)
    this.parts.store.requireInPlace()
    if (this.dayBackup?.fix() !== false) return
    this.dayBackup = null
    this.parts.store.takeDailySnapshot()
  }

  /** The folder goes first: cut off in between, the rest goes the next time. */
  private removeDeletedRuns(): void {
    for (const { id, deletedAt } of this.parts.store.listRuns()) {
      if (deletedAt === null) continue
      try {
        removeRunFolder(this.folder, id)
        this.parts.store.deleteRun(id)
      } catch (cause) {
        // A file that is in use must not keep the project from opening or closing.
        if (!(cause instanceof StudioError)) throw cause
      }
    }
  }

  /** Whoever holds the lock has no trainer yet: what seems to be running died with its owner. */
  private markInterruptedRuns(): void {
    for (const run of this.listRuns()) {
      if (run.status === 'running' || run.status === 'preparing')
        this.parts.store.putRun({ ...run, status: 'interrupted' })
    }
  }
}

/** What a picture that is pasted or dropped alone does: nothing that was there changes. */
function isOnePicture({ newImages, changedImages, classes, boxes }: BulkChange): boolean {
  return newImages.length === 1 && changedImages.length + classes.length + boxes.length === 0
}
