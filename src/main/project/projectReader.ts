import { existsSync } from 'node:fs'
import type { Edit } from '../../shared/annotation/edit'
import type { BoxRecord, ClassRecord, ImageRow, MarkRecord, Split } from '../../shared/annotation/schema'
import type { ClassId, ImageId, RootId, RunId } from '../../shared/ids'
import type { BackupList } from '../../shared/ipc/backups'
import { limits } from '../../shared/limits'
import type { ProjectManifest, ProjectStats, ProjectSummary } from '../../shared/project/schema'
import type { Ground } from '../../shared/proposals/rules'
import type { Proposal } from '../../shared/proposals/schema'
import { StudioError } from '../../shared/result'
import type { SavedView } from '../../shared/search/schema'
import type { RunRecord } from '../../shared/training/run'
import { confineSync } from '../fs/confine'
import type { HeldLock } from '../fs/projectLock'
import {
  type BoxSlice,
  type ClassHistory,
  type EditHistory,
  IMPORT_OWED,
  type ImageContents,
  type Prediction,
  type ProjectStore,
  type SplitContents,
  type StoredVerdict,
  type Which,
} from '../store/projectStore'
import { joinColumns } from '../store/sqlite/imageColumns'
import { type FirstImages, readFirstImages } from './firstImages'
import { orderOf, sortNaturally } from './imageOrder'
import type { ReadOnly } from './openMode'
import type { RootGrants } from './rootGrants'
import { type ResolvedRoot, resolveRoot, toImageRoot } from './roots'
import { findRun, runFolder } from './runFolders'

export interface ProjectParts {
  folder: string
  store: ProjectStore
  manifest: ProjectManifest
  grants: RootGrants
  lock: HeldLock | null
  readOnly: ReadOnly | null
}

/** What can be asked of an open project. */
export abstract class ProjectReader {
  protected manifest: ProjectManifest
  protected roots: Map<RootId, ResolvedRoot>
  /** When it was opened, ms since 1970. */
  readonly openedAt = Date.now()
  /** Rises with every change that is no edit: splits, predictions, imports. */
  dataVersion = 0

  protected constructor(protected readonly parts: ProjectParts) {
    this.manifest = parts.manifest
    this.roots = this.resolveRoots()
  }

  /** Another connection changed what is no edit, up to a version of its: it is read anew. */
  catchUp(dataVersion: number): void {
    if (dataVersion === this.dataVersion) return
    this.dataVersion = dataVersion
    this.roots = this.resolveRoots()
  }

  /** Absolute, links resolved. */
  get folder(): string {
    return this.parts.folder
  }

  /** Something came into it: from then on an import makes a snapshot first. */
  get hasHistory(): boolean {
    return this.parts.store.revision() > 0
  }

  /** It was made for the pictures around it, which have not come in yet and may come in now. */
  get isImportOwed(): boolean {
    const { store, readOnly } = this.parts
    return readOnly === null && store.meta(IMPORT_OWED) !== null
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

  /** Every picture, in natural order of its path; those that were taken out only where `all` are wanted. */
  listImages(which: Which = 'in'): ImageRow[] {
    const rows = this.parts.store.listImages()
    return sortNaturally(which === 'all' ? rows : rows.filter(({ takenOut }) => !takenOut))
  }

  /** All, those that were taken out too, as one JSON text (`unpackRows`), in a fraction of the time. */
  packedImages(): string {
    const columns = this.parts.store.imageColumns(null)
    return joinColumns(columns, orderOf(JSON.parse(columns.path) as string[]))
  }

  /** The stretch of the list that is looked at first: around the first picture that is to be labelled. */
  firstImages(): FirstImages {
    const { store } = this.parts
    return readFirstImages(store.imageOutline(), (rowids) => store.imageColumns(rowids))
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
    if (image === undefined) throw noImage(imageId)
    return this.fileOf(image)
  }

  /** The same for a picture that was read already. */
  fileOf(image: Pick<ImageRow, 'id' | 'rootId' | 'path'>): string {
    const root = this.roots.get(image.rootId)
    if (root === undefined) throw noImage(image.id)
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

  /** What classes were called before, and where merged ones went. */
  classHistory(): ClassHistory {
    return this.parts.store.classHistory()
  }

  attributesInUse(): { name: string; values: string[] }[] {
    return this.parts.store.attributesInUse()
  }

  boxesOfClass(classId: ClassId): BoxRecord[] {
    return this.parts.store.boxesOfClass(classId)
  }

  marksOfClass(classId: ClassId): MarkRecord[] {
    return this.parts.store.marksOfClass(classId)
  }

  /** How many boxes each class has that has any. */
  boxCounts(): { classId: ClassId; boxes: number }[] {
    return this.parts.store.boxCounts()
  }

  /** Every box, grouped by picture. */
  listBoxes(which: Which = 'in'): BoxRecord[] {
    return this.parts.store.listBoxes(which)
  }

  /** Some boxes after a row number; null: there are no more. */
  boxSlice(after: number): BoxSlice | null {
    return this.parts.store.boxSlice(after)
  }

  /** Some predictions of a run, on the pictures whose ids follow; empty: there are no more. */
  predictionSlice(runId: RunId, after: ImageId | ''): Prediction[] {
    return this.parts.store.predictionSlice(runId, after)
  }

  /** Searches with a name, in the order of the list. */
  listViews(): SavedView[] {
    return this.parts.store.listViews()
  }

  /** What there is now, and the backups, newest first. */
  backups(): BackupList {
    const { store } = this.parts
    return { now: store.countLabels(), backups: store.listBackups() }
  }

  stats(): ProjectStats {
    return this.parts.store.stats()
  }

  /** Undo and redo stacks, newest last; they outlive restarts. */
  history(limit: number = limits.maxRestoredHistory): { undo: Edit[]; redo: Edit[] } {
    const { undo, redo } = this.journal(limit)
    return { undo: undo.map(({ edit }) => edit), redo: redo.map(({ edit }) => edit) }
  }

  /** The stacks with the time of every edit. */
  journal(limit: number = limits.maxRestoredHistory): EditHistory {
    return this.parts.store.history(limit)
  }

  /** Runs, oldest first, without those that were deleted and can still be had back. */
  listRuns(): RunRecord[] {
    return this.parts.store.listRuns().filter(({ deletedAt }) => deletedAt === null)
  }

  /** A run by id, `latest` or `best`. Throws `run-not-found`. */
  run(which: RunId | 'latest' | 'best' | (string & {})): RunRecord {
    return findRun(this.listRuns(), which)
  }

  runFolder(runId: RunId): string {
    return runFolder(this.folder, runId)
  }

  prediction(runId: RunId, imageId: ImageId): Prediction | undefined {
    return this.parts.store.prediction(runId, imageId)
  }

  /** Those of a split, or all. */
  listPredictions(runId: RunId, split?: Split): Prediction[] {
    return this.parts.store.listPredictions(runId, split)
  }

  /** What lies on the pictures of a split, oldest first. */
  splitContents(split: Split): SplitContents {
    return this.parts.store.splitContents(split)
  }

  /** The edit that led to a revision; undefined where none did. */
  editOf(revision: number): Edit | undefined {
    return this.parts.store.editOf(revision)
  }

  /** What was done and undone since a revision; null where more than edits came between. */
  editsSince(revision: number): Edit[] | null {
    return this.parts.store.editsSince(revision)
  }

  listVerdicts(runId: RunId): StoredVerdict[] {
    return this.parts.store.listVerdicts(runId)
  }

  /** The edits that a run's standing verdicts made, by the error's id. */
  listVerdictEdits(runId: RunId): Map<string, Edit> {
    return this.parts.store.listVerdictEdits(runId)
  }

  /** Proposals on a picture, whatever was said of them. */
  proposalsOn(imageId: ImageId): Proposal[] {
    return this.parts.store.proposalsOn(imageId)
  }

  openProposals(): Proposal[] {
    return this.parts.store.openProposals()
  }

  proposalGrounds(): Map<ImageId, Ground> {
    return this.parts.store.proposalGrounds()
  }

  /** What a service noted in the project under a name; null where it never did. */
  note(name: string): string | null {
    return this.parts.store.meta(`note.${name}`)
  }

  /** Roots as they lie on this machine. */
  listRoots(): ResolvedRoot[] {
    return [...this.roots.values()]
  }

  protected resolveRoots(): Map<RootId, ResolvedRoot> {
    const { store, folder, grants } = this.parts
    return new Map(store.listRoots().map((row) => [row.id, resolveRoot(folder, row, grants)]))
  }
}

function noImage(imageId: string): StudioError {
  return new StudioError('not-found', `The project has no picture ${imageId}.`, 'Read the project again.')
}
