import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageRecord } from '../../shared/annotation/schema'
import { untouchedImage } from '../../shared/annotation/untouchedImage'
import { type ImageId, newId, type RootId } from '../../shared/ids'
import type { ImportNote } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { Notes } from '../formats/notes'
import { type Inspection, inspectImage } from '../images/inspect'
import { type ScannedFile, scanLibrary } from '../images/libraryScan'
import { isSkipped } from './importService'
import type { ProjectService } from './projectService'
import type { ResolvedRoot } from './roots'

export interface RescanReport {
  added: number
  /** Pictures whose file is gone; they stay in the project with their boxes. */
  missing: number
  /** Missing before, there again. */
  back: number
  /** Found under another path by their content. */
  moved: number
  /** Files with other bytes than before. */
  changed: number
  /** Files that are no pictures the studio can use. */
  rejected: ImportNote[]
}

export interface RescanOptions {
  /** Whether pictures that the project does not know come in (default), or only its own are looked for. */
  addNew?: boolean
  onProgress?: (done: number, total: number | null) => void
  signal?: AbortSignal
}

/** What is noted as the problem of a picture whose file is gone. */
export const MISSING_PROBLEM = 'The file is missing.'

/** Pictures read at the same time. */
const NUM_READERS = 4

interface Found {
  root: ResolvedRoot
  file: ScannedFile
}

/**
 * Looks at the folders of a project again: new pictures come in, missing ones are marked and kept, moved ones are
 * found by content. All of it is written at once, or nothing. Throws `cancelled`, `project-read-only`.
 */
export async function rescan(project: ProjectService, options: RescanOptions = {}): Promise<RescanReport> {
  const known = knownByFile(project)
  const found = await findFiles(project, options)
  // A project may have pictures where no look finds new ones: hidden, or in its own folder inside a root.
  const missing = [...known]
    .filter(([file]) => !found.has(file) && !existsSync(file))
    .map(([, record]) => record)
  const toRead = [...found].filter(([path, { file }]) => {
    const record = known.get(path)
    return record === undefined || record.problem !== null || isWritten(record, file)
  })
  const seen = await inspectAll(toRead, options)
  const result = sortOut(known, missing, toRead, seen)
  project.applyBulk({
    label: 'Look for pictures again',
    roots: [],
    classes: [],
    boxes: [],
    newImages: options.addNew === false ? [] : result.newImages,
    changedImages: result.changedImages,
  })
  return options.addNew === false ? { ...result.report, added: 0, rejected: [] } : result.report
}

/** The person showed where a folder of the project lies now: its pictures are looked for there. */
export async function relinkRoot(
  project: ProjectService,
  rootId: RootId,
  folder: string,
  options: RescanOptions = {},
): Promise<RescanReport> {
  await project.moveRoot(rootId, folder)
  return rescan(project, options)
}

/** Pictures of readable folders by their absolute path. */
function knownByFile(project: ProjectService): Map<string, ImageRecord> {
  const folders = new Map(
    project.listRoots().flatMap(({ id, folder, granted }) => (granted ? [[id, folder] as const] : [])),
  )
  const known = new Map<string, ImageRecord>()
  for (const { state: _state, numBoxes: _boxes, classIds: _classes, ...record } of project.listImages(
    'all',
  )) {
    const folder = folders.get(record.rootId)
    if (folder !== undefined) known.set(join(folder, record.path), record)
  }
  return known
}

/** One of the same size may be another one; a time that was never noted says nothing. */
function isWritten({ bytes, modifiedAt }: ImageRecord, file: ScannedFile): boolean {
  return bytes !== file.fileBytes || (modifiedAt !== null && modifiedAt !== file.modifiedAt)
}

/** Pictures by absolute path: roots may lie in each other, a file counts once, under the root that came first. */
async function findFiles(project: ProjectService, { signal }: RescanOptions): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  for (const root of project.listRoots().filter(({ granted }) => granted)) {
    const scan = await scanLibrary(root.folder, {
      skip: (relativePath) => isSkipped(root.folder, relativePath),
      ...(signal !== undefined && { signal }),
    }).catch((cause: unknown) => {
      if (signal?.aborted === true) throw cancelled(cause)
      // The folder is gone: all of its pictures are missing.
      if (cause instanceof StudioError && cause.code === 'folder-unreadable') return { files: [] }
      throw cause
    })
    for (const file of scan.files) {
      const path = join(root.folder, file.relativePath)
      if (!found.has(path)) found.set(path, { root, file })
    }
  }
  return found
}

async function inspectAll(
  files: readonly (readonly [string, Found])[],
  { onProgress, signal }: RescanOptions,
): Promise<Inspection[]> {
  const seen: Inspection[] = new Array(files.length)
  let next = 0
  let done = 0
  const reader = async () => {
    for (let at = next++; at < files.length; at = next++) {
      if (signal?.aborted === true) throw cancelled()
      seen[at] = await inspectImage(files[at][0])
      onProgress?.(++done, files.length)
    }
  }
  await Promise.all(Array.from({ length: NUM_READERS }, reader))
  return seen
}

function sortOut(
  known: ReadonlyMap<string, ImageRecord>,
  missing: readonly ImageRecord[],
  files: readonly (readonly [string, Found])[],
  seen: readonly Inspection[],
) {
  const report: RescanReport = { added: 0, missing: 0, back: 0, moved: 0, changed: 0, rejected: [] }
  const rejected = new Notes()
  const newImages: ImageRecord[] = []
  const changedImages: ImageRecord[] = []
  const lost = new Map(missing.map((record) => [record.contentHash, record]))
  for (const [i, [path, { root, file }]] of files.entries()) {
    const facts = factsOf(seen[i])
    const before = known.get(path)
    const moved = lost.get(facts.contentHash)
    if (before !== undefined) {
      if (before.problem === MISSING_PROBLEM && facts.problem === null) report.back++
      else if (before.contentHash !== facts.contentHash) report.changed++
      const after = { ...before, ...facts }
      if (JSON.stringify(after) !== JSON.stringify(before)) changedImages.push(after)
    } else if (moved !== undefined) {
      lost.delete(facts.contentHash)
      report.moved++
      changedImages.push({ ...moved, ...facts, rootId: root.id, path: file.relativePath })
    } else if (facts.problem !== null) {
      rejected.add(facts.problem, file.relativePath)
    } else {
      report.added++
      newImages.push({
        id: newId<ImageId>(),
        rootId: root.id,
        path: file.relativePath,
        ...untouchedImage,
        ...facts,
      })
    }
  }
  const relinked = new Set(changedImages.map(({ id }) => id))
  for (const record of missing.filter(({ id }) => !relinked.has(id))) {
    report.missing++
    if (record.problem !== MISSING_PROBLEM) changedImages.push({ ...record, problem: MISSING_PROBLEM })
  }
  return { report: { ...report, rejected: rejected.toList() }, newImages, changedImages }
}

function factsOf(seen: Inspection) {
  const { width, height, fileBytes, contentHash, modifiedAt, problem } = seen
  return { width, height, bytes: fileBytes, contentHash, modifiedAt, problem: problem?.message ?? null }
}

function cancelled(cause?: unknown): StudioError {
  return new StudioError('cancelled', 'Looking for pictures was cancelled; nothing has changed.', undefined, {
    cause,
  })
}
