import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Split } from '../../shared/annotation/schema'
import type { ImportNote, ImportReport } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { isArchive, type UnpackedArchive, unpackInto } from '../archive/unpackFolder'
import { formats, readSource } from '../formats/index'
import { NOT_TAKEN_IN } from '../formats/leftOut'
import { matchSplit, readSplitFile } from '../formats/splits/splitFile'
import type { ImportImage, ImportPlan } from '../formats/types'
import { requireFreeSpace } from '../fs/freeSpace'
import { scanLibrary } from '../images/libraryScan'
import { keepUnpacked } from './keepUnpacked'
import { isProjectFolder } from './manifest'
import { mergePlan } from './mergePlan'
import type { ProjectService } from './projectService'
import { realFolder } from './roots'

export interface ImportOptions {
  /** A registered format or `auto`. */
  format?: string
  /** Where the pictures of a label file lie, if not beside it. */
  imagesDir?: string
  /** JSON file with names by split. */
  splitFile?: string
  /** Only says what would come in. */
  dryRun?: boolean
  /** Told what was read, before anything is written. */
  onPlan?: (plan: ImportPlan) => void
  onProgress?: (done: number, total: number | null) => void
  signal?: AbortSignal
}

/** A plan, with what was unpacked for it: whoever does not take it in removes that with `discardPlan`. */
export interface ReadPlan extends ImportPlan {
  unpacked?: readonly UnpackedArchive[]
}

/** Room that a picture with its boxes and the snapshot before an import take, generously. */
const BYTES_PER_IMAGE = 4_000

/**
 * Takes pictures and boxes into a project; the pictures stay where they are, those of a zip lie in the project. All of it comes in, in one transaction
 * after a snapshot, or nothing does: cancelled, killed or out of space. What was repaired or refused is in the report.
 * Throws what `readSource` throws, `cancelled`, `disk-full`, `project-locked`, `project-read-only`.
 */
export async function importInto(
  project: ProjectService,
  source: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const isDry = options.dryRun === true
  if (!isDry) project.requireWritable()
  const plan = await readPlan(source, options, isDry ? tmpdir() : project.folder)
  options.onPlan?.(plan)
  return takeIn(project, plan, options)
}

/**
 * Reads a source without touching any project; an archive is unpacked into a hidden folder of `unpackTo` first.
 * Throws what `readSource` and `unpackInto` throw, and `cancelled`.
 */
export async function readPlan(
  source: string,
  options: ImportOptions,
  unpackTo: string = tmpdir(),
): Promise<ReadPlan> {
  if ((await isFolder(source)) || !isArchive(source)) return readPlain(source, options)
  const { signal, onProgress } = options
  const unpacked = await unpackInto(unpackTo, source, {
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && { onProgress }),
  }).catch((cause: unknown) => {
    throw signal?.aborted === true ? cancelled(cause) : cause
  })
  try {
    const plan = await readPlain(unpacked.folder, options)
    return { ...plan, rejected: [...unpacked.rejected, ...plan.rejected], unpacked: [unpacked] }
  } catch (cause) {
    await unpacked.remove()
    throw cause instanceof StudioError ? namedAs(cause, unpacked.folder, basename(source)) : cause
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )

/** Removes what was unpacked for a plan that is not taken in. */
export async function discardPlan({ unpacked = [] }: ReadPlan): Promise<void> {
  for (const each of unpacked) await each.remove()
}

/** The person knows the archive, not the folder it was unpacked into. */
function namedAs(cause: StudioError, folder: string, name: string): StudioError {
  return new StudioError(cause.code, cause.message.replaceAll(folder, name), cause.hint, { cause })
}

async function readPlain(source: string, options: ImportOptions): Promise<ImportPlan> {
  const { signal, onProgress, imagesDir } = options
  try {
    return await readSource(source, options.format ?? 'auto', {
      skip: (relativePath) => isSkipped(source, relativePath),
      ...(imagesDir !== undefined && { imagesFolder: imagesDir }),
      ...(signal !== undefined && { signal }),
      ...(onProgress !== undefined && { onProgress }),
    })
  } catch (cause) {
    throw signal?.aborted === true ? cancelled(cause) : cause
  }
}

/**
 * Reads a folder as a person means it who opens it: its label file if it has one, and every other picture in it too.
 * A label file that cannot be read stands among the rejected; the pictures come in all the same.
 */
export async function readFolderPlan(folder: string, options: ImportOptions): Promise<ImportPlan> {
  const asFolder = { ...options, format: 'folder' }
  let plan: ImportPlan
  try {
    plan = await readPlan(folder, { ...options, format: 'auto' })
  } catch (cause) {
    if (!(cause instanceof StudioError) || cause.code !== 'format-invalid') throw cause
    const pictures = await readPlan(folder, asFolder)
    return { ...pictures, rejected: [noteOf(cause), ...pictures.rejected] }
  }
  if (plan.format === formats[formats.length - 1]?.name) return plan
  const scan = await scanLibrary(folder, { skip: (relativePath) => isSkipped(folder, relativePath) })
  const taken = new Set(plan.images.map(({ path }) => path))
  const isComplete = scan.files.every(({ relativePath }) => taken.has(join(scan.root, relativePath)))
  if (isComplete) return plan
  const pictures = await readPlan(folder, asFolder)
  const others = pictures.images.filter(({ path }) => !taken.has(path))
  const rejected = plan.rejected.filter(({ what }) => what !== NOT_TAKEN_IN)
  return { ...plan, images: [...plan.images, ...others], rejected }
}

/** Writes a plan into a project, see importInto. */
export async function takeIn(
  project: ProjectService,
  plan: ReadPlan,
  options: ImportOptions,
): Promise<ImportReport> {
  if (plan.unpacked === undefined) return write(project, plan, options)
  if (options.dryRun !== true) return keepUnpacked(project, plan, (kept) => write(project, kept, options))
  return write(project, plan, options).finally(() => discardPlan(plan))
}

async function write(
  project: ProjectService,
  plan: ImportPlan,
  options: ImportOptions,
): Promise<ImportReport> {
  await requireFreeSpace(
    project.folder,
    (plan.images.length + project.store.countImages()) * BYTES_PER_IMAGE,
    'The import',
  )
  await grantChosen(project, plan)
  const { splits, rejected } = await readSplits(options.splitFile, plan)
  const { change, report, folders } = mergePlan(project, plan, splits, Date.now())
  if (options.signal?.aborted === true) throw cancelled()
  if (options.dryRun !== true) {
    project.applyBulk(change)
    for (const folder of folders) await project.grantFolder(folder)
  }
  return { ...report, rejected: [...report.rejected, ...rejected] }
}

/** A folder that the project knows and that the person has now chosen may be read from here on. */
async function grantChosen(project: ProjectService, plan: ImportPlan): Promise<void> {
  const chosen = new Set(plan.images.map(({ root }) => root))
  for (const { folder, granted } of project.listRoots()) {
    if (!granted && chosen.has(realFolder(folder))) await project.grantFolder(folder)
  }
}

async function readSplits(
  splitFile: string | undefined,
  plan: ImportPlan,
): Promise<{ splits: ReadonlyMap<ImportImage, Split>; rejected: ImportNote[] }> {
  if (splitFile === undefined) return { splits: new Map(), rejected: [] }
  const { assigned, rejected } = matchSplit(await readSplitFile(splitFile), plan.images)
  return { splits: assigned, rejected }
}

/** Folders of projects: their runs and copies are no pictures of the person's. */
export function isSkipped(source: string, relativePath: string): boolean {
  const folder = join(source, relativePath)
  if (existsSync(folder) && isProjectFolder(folder)) return true
  return isProjectFolder(source) && ['runs', 'backups', 'sweeps'].includes(relativePath)
}

function noteOf(cause: StudioError): ImportNote {
  return { what: 'label file that cannot be read', count: 1, examples: [cause.message] }
}

function cancelled(cause?: unknown): StudioError {
  return new StudioError('cancelled', 'The import was cancelled; nothing has come in.', undefined, { cause })
}
