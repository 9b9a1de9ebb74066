import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Edit } from '../../shared/annotation/edit'
import type { BoxRecord, ClassRecord, ImageRow, MarkRecord, Split } from '../../shared/annotation/schema'
import type { ClassId, ImageId, Revision, RootId, RunId } from '../../shared/ids'
import type { CommitAck, EditKind } from '../../shared/ipc/edits'
import { limits } from '../../shared/limits'
import type { ProjectManifest, ProjectStats, ProjectSummary } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import type { Verdict } from '../../shared/review/schema'
import type { RunRecord } from '../../shared/training/run'
import { confineSync } from '../fs/confine'
import { ensureFolder } from '../fs/fileSystem'
import { ioError } from '../fs/ioError'
import { acquireLock, type LockAnswer } from '../fs/projectLock'
import type { BulkChange, ImageContents, Prediction, ProjectStore, VerdictRow } from '../store/projectStore'
import { createStore, openStore } from '../store/sqlite/open'
import { sortNaturally } from './imageOrder'
import { isProjectFolder, manifestFromStore, newManifest, readManifest, writeManifest } from './manifest'
import { lockOrReason, type ReadOnly, refuseWriting } from './openMode'
import { defaultGrantsFile, RootGrants } from './rootGrants'
import { type ResolvedRoot, realFolder, resolveRoot, storedRootPath, toImageRoot } from './roots'
import { findRun, makeRunFolder, removeRunFolder, runFolder } from './runFolders'

export interface OpenOptions {
  readOnly?: boolean
  /** File of this machine's granted folders. */
  grantsFile?: string
}

interface Parts {
  folder: string
  store: ProjectStore
  manifest: ProjectManifest
  grants: RootGrants
  lock: (LockAnswer & { held: true }) | null
  readOnly: ReadOnly | null
}

/**
 * One open project: what the windows, the command line and the tests work with. Writing calls have reached the disk
 * when they return; in a project that is open read-only they throw `project-locked` or `project-read-only`.
 */
export class ProjectService {
  private manifest: ProjectManifest
  private roots: Map<RootId, ResolvedRoot>
  private isClosed = false

  private constructor(private readonly parts: Parts) {
    this.manifest = parts.manifest
    this.roots = this.resolveRoots()
  }

  /** Makes a project in a folder, which may exist. Throws `project-exists`, `not-writable`, `disk-full`. */
  static async create(
    folder: string,
    { name, ...options }: OpenOptions & { name?: string } = {},
  ): Promise<ProjectService> {
    if (isProjectFolder(folder))
      throw new StudioError(
        'project-exists',
        `There is a project already: ${folder}`,
        'Open it, or choose another folder.',
      )
    await ensureFolder(folder).catch((cause: unknown) => {
      throw ioError(cause, 'Making the project folder', folder)
    })
    const real = realFolder(folder)
    const lock = await acquireLock(real)
    if (!lock.held)
      throw refuseWriting({ code: 'project-locked', reason: 'Another program is making it.' }, real)
    let store: ProjectStore | undefined
    try {
      store = createStore(real)
      const manifest = newManifest(name ?? basename(real), 'focal-studio')
      await writeManifest(real, store, manifest)
      const grants = await RootGrants.open(options.grantsFile ?? defaultGrantsFile(), manifest.id)
      return new ProjectService({ folder: real, store, manifest, grants, lock, readOnly: null })
    } catch (cause) {
      store?.close()
      await lock.release()
      throw ioError(cause, 'Making the project', real)
    }
  }

  /**
   * Opens a project; read-only where asked, where another program writes to it, or where it may not be written.
   * Throws `project-not-found`, `project-newer`, `project-damaged`.
   */
  static async open(folder: string, options: OpenOptions = {}): Promise<ProjectService> {
    const real = realFolder(resolve(folder))
    if (!isProjectFolder(real))
      throw new StudioError(
        'project-not-found',
        `There is no project in ${folder}`,
        'Make one with new, or choose its folder.',
      )
    const found = await readManifest(real)
    const { lock, readOnly } = await lockOrReason(real, options.readOnly ?? false)
    let store: ProjectStore | undefined
    try {
      store = openStore(real, { readOnly: lock === null, now: Date.now() })
      const manifest = found ?? manifestFromStore(real, store)
      if (found === null && lock !== null) await writeManifest(real, store, manifest)
      const grants = await RootGrants.open(options.grantsFile ?? defaultGrantsFile(), manifest.id)
      const project = new ProjectService({ folder: real, store, manifest, grants, lock, readOnly })
      if (lock !== null) project.markInterruptedRuns()
      return project
    } catch (cause) {
      store?.close()
      await lock?.release()
      throw cause
    }
  }

  /** Closes the database and gives the lock back; a second call does nothing. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    try {
      this.parts.store.close()
    } finally {
      await this.parts.lock?.release()
    }
  }

  /** Absolute, links resolved. */
  get folder(): string {
    return this.parts.folder
  }

  /** For the services beside this one; everything else goes through the methods below. */
  get store(): ProjectStore {
    return this.parts.store
  }

  summary(): ProjectSummary {
    const { store, folder, readOnly } = this.parts
    return {
      id: this.manifest.id,
      name: this.manifest.name,
      folder,
      schemaVersion: this.manifest.schemaVersion,
      readOnly: readOnly !== null,
      readOnlyReason: readOnly?.reason ?? null,
      revision: store.revision(),
      classes: store.listClasses(),
      roots: [...this.roots.values()].map(toImageRoot),
      numImages: store.countImages(),
    }
  }

  /** Every picture, in natural order of its path. */
  listImages(): ImageRow[] {
    return sortNaturally(this.parts.store.listImages())
  }

  /** Throws `not-found`. */
  readImage(imageId: ImageId): ImageContents {
    const contents = this.parts.store.contents(imageId)
    if (contents === undefined) throw noImage(imageId)
    return contents
  }

  /** Where a picture's file lies. Throws `image-missing`, `root-not-granted`, `path-outside`, `not-found`. */
  imageFile(imageId: ImageId): string {
    const image = this.parts.store.image(imageId)
    const root = image && this.roots.get(image.rootId)
    if (image === undefined || root === undefined) throw noImage(imageId)
    if (!root.granted) {
      throw new StudioError(
        'root-not-granted',
        `The project wants to read pictures in ${root.folder}, which was not allowed on this machine yet.`,
        'Choose the folder once to allow it.',
      )
    }
    const file = existsSync(root.folder) ? confineSync(root.folder, image.path) : null
    if (file !== null && existsSync(file)) return file
    throw new StudioError(
      'image-missing',
      `The picture is not where it was: ${image.path} in ${root.folder}`,
      'Put it back, or choose the folder that it was moved to.',
    )
  }

  listClasses(): ClassRecord[] {
    return this.parts.store.listClasses()
  }

  boxesOfClass(classId: ClassId): BoxRecord[] {
    return this.parts.store.boxesOfClass(classId)
  }

  marksOfClass(classId: ClassId): MarkRecord[] {
    return this.parts.store.marksOfClass(classId)
  }

  /** Every box, grouped by picture. */
  listBoxes(): BoxRecord[] {
    return this.parts.store.listBoxes()
  }

  stats(): ProjectStats {
    return this.parts.store.stats()
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

  /** Undo and redo stacks, newest last; they outlive restarts. */
  history(limit: number = limits.maxRestoredHistory): { undo: Edit[]; redo: Edit[] } {
    return this.parts.store.history(limit)
  }

  setSplits(splits: ReadonlyMap<ImageId, Split | null>): void {
    this.requireWritable()
    this.parts.store.setSplits(splits)
  }

  /** Runs, oldest first. */
  listRuns(): RunRecord[] {
    return this.parts.store.listRuns()
  }

  /** A run by id, `latest` or `best`. Throws `run-not-found`. */
  run(which: RunId | 'latest' | 'best' | (string & {})): RunRecord {
    return findRun(this.listRuns(), which)
  }

  runFolder(runId: RunId): string {
    return runFolder(this.folder, runId)
  }

  /** Makes the next run with its folder, `runs/run-NNNN`. */
  createRun(fields: Omit<RunRecord, 'id' | 'name'> & { name?: string }): RunRecord {
    this.requireWritable()
    const id = makeRunFolder(this.folder, this.listRuns())
    const record: RunRecord = { ...fields, id, name: fields.name ?? `Run ${Number(id.slice('run-'.length))}` }
    this.parts.store.putRun(record)
    return record
  }

  putRun(record: RunRecord): void {
    this.requireWritable()
    this.parts.store.putRun(record)
  }

  /** Takes a run, its predictions and its folder away. */
  deleteRun(runId: RunId): void {
    this.requireWritable()
    this.run(runId)
    this.parts.store.deleteRun(runId)
    removeRunFolder(this.folder, runId)
  }

  savePredictions(runId: RunId, predictions: readonly Prediction[]): void {
    this.requireWritable()
    this.parts.store.savePredictions(runId, predictions)
  }

  clearPredictions(runId: RunId): void {
    this.requireWritable()
    this.parts.store.clearPredictions(runId)
  }

  prediction(runId: RunId, imageId: ImageId): Prediction | undefined {
    return this.parts.store.prediction(runId, imageId)
  }

  listPredictions(runId: RunId): Prediction[] {
    return this.parts.store.listPredictions(runId)
  }

  listVerdicts(runId: RunId): VerdictRow[] {
    return this.parts.store.listVerdicts(runId)
  }

  setVerdict(runId: RunId, errorId: string, verdict: Verdict | null): void {
    this.requireWritable()
    this.parts.store.setVerdict(runId, errorId, verdict)
  }

  /** Roots as they lie on this machine. */
  listRoots(): ResolvedRoot[] {
    return [...this.roots.values()]
  }

  /** Allows this machine to read a folder outside the project; only ever after the person chose it. */
  async grantFolder(folder: string): Promise<void> {
    await this.parts.grants.add(folder)
    this.roots = this.resolveRoots()
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

  /** An import or a rescan as one whole, after a snapshot. */
  applyBulk(change: BulkChange): Revision {
    this.requireWritable()
    if (this.parts.store.countImages() > 0) this.parts.store.snapshot('import')
    const revision = this.parts.store.applyBulk(change, Date.now())
    this.roots = this.resolveRoots()
    return revision
  }

  async rename(name: string): Promise<void> {
    this.requireWritable()
    const manifest = { ...this.manifest, name: name.trim() }
    await writeManifest(this.folder, this.parts.store, manifest)
    this.manifest = manifest
  }

  private requireWritable(): void {
    if (this.parts.readOnly !== null) throw refuseWriting(this.parts.readOnly, this.folder)
  }

  private resolveRoots(): Map<RootId, ResolvedRoot> {
    const { store, folder, grants } = this.parts
    return new Map(store.listRoots().map((row) => [row.id, resolveRoot(folder, row, grants)]))
  }

  /** Whoever holds the lock has no trainer yet: what seems to be running died with its owner. */
  private markInterruptedRuns(): void {
    for (const run of this.listRuns()) {
      if (run.status === 'running' || run.status === 'preparing')
        this.parts.store.putRun({ ...run, status: 'interrupted' })
    }
  }
}

function noImage(imageId: string): StudioError {
  return new StudioError('not-found', `The project has no picture ${imageId}.`, 'Read the project again.')
}
