import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Split } from '../../shared/annotation/schema'
import type { ImportNote, ImportReport } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { formats, readSource } from '../formats/index'
import { matchSplit, readSplitFile } from '../formats/splitFile'
import type { ImportImage, ImportPlan } from '../formats/types'
import { requireFreeSpace } from '../fs/freeSpace'
import { scanLibrary } from '../images/libraryScan'
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
  onProgress?: (done: number, total: number | null) => void
  signal?: AbortSignal
}

/** Room that a picture with its boxes and the snapshot before an import take, generously. */
const BYTES_PER_IMAGE = 4_000

/**
 * Takes pictures and boxes into a project; the pictures stay where they are. All of it comes in, in one transaction
 * after a snapshot, or nothing does: cancelled, killed or out of space. What was repaired or refused is in the report.
 * Throws what `readSource` throws, `cancelled`, `disk-full`, `project-locked`, `project-read-only`.
 */
export async function importInto(
  project: ProjectService,
  source: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return takeIn(project, await readPlan(source, options), options)
}

/** Reads a source without touching any project. */
export async function readPlan(source: string, options: ImportOptions): Promise<ImportPlan> {
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
  const taken = new Set(plan.images.map(({ root, relativePath }) => join(root, relativePath)))
  const isComplete = scan.files.every(({ relativePath }) => taken.has(join(scan.root, relativePath)))
  if (isComplete) return plan
  const pictures = await readPlan(folder, asFolder)
  const others = pictures.images.filter(({ root, relativePath }) => !taken.has(join(root, relativePath)))
  return { ...plan, images: [...plan.images, ...others] }
}

/** Writes a plan into a project, see importInto. */
export async function takeIn(
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
