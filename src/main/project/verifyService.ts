import { existsSync, readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageRow } from '../../shared/annotation/schema'
import { toErrorInfo } from '../../shared/result'
import type { RunRecord } from '../../shared/training/run'
import { errorCodeOf } from '../fs/fileSystem'
import { acquireLock } from '../fs/projectLock'
import { readSnapshot } from '../fs/snapshot'
import { readManifest, readModelFile } from '../inference/session'
import { MODEL_FOLDER, readRunModel } from '../models/runModel'
import { salvage } from '../store/sqlite/salvage'
import { isProjectFolder, MANIFEST_NAME } from './manifest'
import { lockedText, refuseWriting } from './openMode'
import { type OpenOptions, ProjectService } from './projectService'
import { MISSING_PROBLEM, rescan } from './rescanService'
import { realFolder } from './roots'

export interface VerifyProblem {
  code: string
  /** What is wrong, and with what. */
  message: string
  /** True where this call has mended it. */
  repaired: boolean
}

export interface VerifyReport {
  /** Nothing is wrong (any more). */
  ok: boolean
  problems: VerifyProblem[]
}

/**
 * Checks a project whole: database, manifest, pictures, checkpoints and models of its runs. With `repair` it mends what can be
 * mended: a damaged database is salvaged (its files are kept aside), moved pictures are found again.
 * Throws `project-not-found`, `project-newer`, `project-locked` (repairing only).
 */
export async function verifyProject(
  folder: string,
  { repair, ...options }: OpenOptions & { repair: boolean },
): Promise<VerifyReport> {
  const problems: VerifyProblem[] = []
  const real = realFolder(folder)
  const hadManifest = existsSync(join(real, MANIFEST_NAME))
  const project = await openOrSalvage(real, { ...options, readOnly: !repair }, repair, problems)
  if (project === null) return { ok: false, problems }
  try {
    if (!hadManifest) {
      const message = 'project.json is missing; the database knows the same.'
      problems.push({ code: 'project-damaged', message, repaired: repair })
    }
    for (const line of project.store.integrityProblems())
      problems.push({ code: 'project-damaged', message: `Database: ${line}`, repaired: false })
    if (repair) await rescan(project, { addNew: false })
    problems.push(...(await pictureProblems(project)), ...(await runProblems(project)))
  } finally {
    await project.close()
  }
  return { ok: problems.every(({ repaired }) => repaired), problems }
}

async function openOrSalvage(
  folder: string,
  options: OpenOptions,
  repair: boolean,
  problems: VerifyProblem[],
): Promise<ProjectService | null> {
  try {
    const project = await ProjectService.open(folder, options)
    if (repair && project.summary().readOnly) await project.close()
    if (repair) project.requireWritable()
    return project
  } catch (cause) {
    const error = toErrorInfo(cause)
    if (error.code !== 'project-damaged' || !isProjectFolder(folder)) throw cause
    problems.push({ code: error.code, message: error.message, repaired: repair })
    if (!repair) return null
  }
  const lock = await acquireLock(folder)
  if (!lock.held) throw refuseWriting({ code: 'project-locked', reason: lockedText(lock.owner) }, folder)
  try {
    const { aside, notes } = salvage(folder, Date.now())
    for (const message of [...notes, `The damaged files are kept in ${aside}.`])
      problems.push({ code: 'project-damaged', message, repaired: true })
  } finally {
    await lock.release()
  }
  return ProjectService.open(folder, options)
}

async function pictureProblems(project: ProjectService): Promise<VerifyProblem[]> {
  const problems: VerifyProblem[] = []
  for (const { folder, granted } of project.listRoots()) {
    if (granted) continue
    const message = `The pictures in ${folder} may not be read on this machine yet.`
    problems.push({ code: 'root-not-granted', message, repaired: false })
  }
  const granted = new Set(project.listRoots().flatMap((root) => (root.granted ? [root.id] : [])))
  const images = project.listImages().filter(({ rootId }) => granted.has(rootId))
  for (const image of images) {
    const problem = await pictureProblem(project, image)
    if (problem !== null) problems.push({ ...problem, repaired: false })
  }
  return problems
}

async function pictureProblem(
  project: ProjectService,
  image: ImageRow,
): Promise<Omit<VerifyProblem, 'repaired'> | null> {
  try {
    const { size } = await stat(project.imageFile(image.id))
    if (image.problem !== null && image.problem !== MISSING_PROBLEM)
      return { code: 'image-unreadable', message: `${image.path}: ${image.problem}` }
    if (size === image.bytes) return null
    return {
      code: 'image-unreadable',
      message: `${image.path} has changed: ${size} bytes instead of ${image.bytes}.`,
    }
  } catch (cause) {
    const { code, message } = toErrorInfo(cause)
    return { code, message }
  }
}

/** Reads every saved training state and compares its hashes, and reads the models. */
async function runProblems(project: ProjectService): Promise<VerifyProblem[]> {
  const problems: VerifyProblem[] = []
  for (const run of project.listRuns()) {
    const { id } = run
    const folder = project.runFolder(id)
    const names = listNames(folder)
    if (names === null) {
      problems.push({
        code: 'run-not-found',
        message: `The folder of ${id} is missing: ${folder}`,
        repaired: false,
      })
      continue
    }
    for (const name of names.filter((each) => /^(ckpt|best)-\d+$/.test(each))) {
      const problem = await readSnapshot(join(folder, name)).then(() => null, toErrorInfo)
      if (problem !== null) problems.push({ code: problem.code, message: problem.message, repaired: false })
    }
    problems.push(...(await modelProblems(run, folder)))
  }
  return problems
}

/** A run that says it has a model has one that can be read whole, and an export that is what its manifest says. */
async function modelProblems(run: RunRecord, folder: string): Promise<VerifyProblem[]> {
  const hasModel = run.reviewable || (run.summary?.model ?? null) !== null
  if (run.origin !== 'trained' || !hasModel) return []
  const problems: VerifyProblem[] = []
  const check = async (what: string, read: Promise<unknown>) => {
    const problem = await read.then(() => null, toErrorInfo)
    if (problem === null) return
    // Its code is the same, whether the file is damaged or gone.
    problems.push({ code: 'model-invalid', message: `${what}: ${problem.message}`, repaired: false })
  }
  await check(`The model of ${run.id} cannot be used`, readRunModel(folder))
  const exported = join(folder, MODEL_FOLDER)
  const readExport = async () => readModelFile(exported, await readManifest(exported))
  if (run.reviewable) {
    await check(`What ${run.id} was exported to cannot be used, until it is exported again`, readExport())
  }
  return problems
}

function listNames(folder: string): string[] | null {
  try {
    return readdirSync(folder)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null
    throw cause
  }
}
