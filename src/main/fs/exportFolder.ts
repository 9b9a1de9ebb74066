import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '../../shared/result'
import { syncFolder } from './atomicWrite'
import { type ExportMark, firstForeignFile, MARK_FILE, readMark, writeMark } from './exportMark'
import { ensureFolder, errorCodeOf, listNames, removeFile, removeFolder } from './fileSystem'
import { claimStaged, isAbandoned, isStaged, STAGED_BY } from './stagedBy'

/**
 * Throws `export-failed` unless the folder is new, empty, or holds an earlier export as it was written and nothing beside
 * it. One with pictures is replaced by its own project alone: others may know no other copy of them. What an export that was
 * killed left beside it goes first; an earlier one that it had put aside gets its name back.
 */
export async function assertOwnFolder(folder: string, projectId: string): Promise<void> {
  await clearKilled(folder, projectId)
  const found = await listFiles(folder)
  if (found.length === 0) return
  const mark = await readMark(folder)
  if (mark === null) throw occupied(folder, found[0])
  if (mark === 'old')
    throw new StudioError(
      'export-failed',
      `${folder} holds an export of an older studio, which did not note what it wrote; nothing was written.`,
      'Choose another folder, or remove that one yourself.',
    )
  if (!isReplaceable(mark, projectId))
    throw new StudioError(
      'export-failed',
      `${folder} holds pictures that another project was exported with; nothing was written.`,
      'Choose another folder, or remove that one yourself.',
    )
  const other = await firstForeignFile(folder, found, mark)
  if (other !== null) throw occupied(folder, other)
}

/** A new hidden folder beside an export's place, to be filled and then put there by `takePlace`. */
export async function stageExport(folder: string): Promise<string> {
  const staged = join(dirname(folder), `.${basename(folder)}.${randomBytes(4).toString('hex')}.tmp`)
  await ensureFolder(staged)
  await claimStaged(staged)
  return staged
}

/** Puts a finished export in its place, with its mark; an earlier one goes once the new one stands. */
export async function takePlace(staged: string, folder: string, mark: ExportMark): Promise<void> {
  await writeMark(staged, mark)
  const aside = asideOf(staged)
  const hadOne = await rename(folder, aside).then(
    () => true,
    (cause: unknown) => {
      if (errorCodeOf(cause) === 'ENOENT') return false
      throw cause
    },
  )
  try {
    await rename(staged, folder)
  } catch (cause) {
    if (hadOne) await rename(aside, folder)
    throw cause
  }
  await syncFolder(dirname(folder))
  await removeFile(join(folder, STAGED_BY))
  if (hadOne) await removeMarked(aside, MARK_FILE)
}

/** An export that was killed left its half beside the place, and perhaps the earlier one under another name. */
async function clearKilled(folder: string, projectId: string): Promise<void> {
  const parent = dirname(folder)
  const start = `.${basename(folder)}.`
  const names = listNames(parent).filter(
    (name) => name.startsWith(start) && /^[0-9a-f]{8}\.(tmp|old)$/.test(name.slice(start.length)),
  )
  const olds = names.filter((name) => name.endsWith('.old')).map((name) => join(parent, name))
  for (const aside of olds) {
    // Whoever put it aside may be about to take its place.
    const staged = stagedOf(aside)
    if (existsSync(staged) && !(await isAbandoned(staged))) continue
    const mark = await readMark(aside)
    if (mark === null || mark === 'old') continue
    const found = await listFiles(aside)
    const isWhole = mark.files.every(({ path }) => found.includes(path))
    if (isWhole && !existsSync(folder)) await rename(aside, folder)
    else if (isReplaceable(mark, projectId) && (await firstForeignFile(aside, found, mark)) === null)
      await removeMarked(aside, MARK_FILE)
  }
  for (const staged of names.filter((name) => name.endsWith('.tmp')).map((name) => join(parent, name))) {
    // Cut off before it could say whose it is, it is empty.
    const isEmpty = listNames(staged).every((name) => name.startsWith(`.${STAGED_BY}.`))
    const isOwn = isEmpty || (await isStaged(staged)) || (await readMark(staged)) !== null
    if (isOwn && (await isAbandoned(staged))) await removeMarked(staged, STAGED_BY)
  }
}

const asideOf = (staged: string) => staged.replace(/\.tmp$/, '.old')
const stagedOf = (aside: string) => aside.replace(/\.old$/, '.tmp')

/** Removes a folder, what says whose it is last: cut off, the rest goes the next time. */
async function removeMarked(folder: string, mark: string): Promise<void> {
  for (const name of listNames(folder)) if (name !== mark) await removeFolder(join(folder, name))
  await removeFolder(folder)
}

const isReplaceable = ({ withPictures, projectId }: ExportMark, by: string) =>
  !withPictures || projectId === by

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((file) => file !== STAGED_BY)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return []
    throw cause
  }
}

function occupied(folder: string, file: string): StudioError {
  return new StudioError(
    'export-failed',
    `${folder} holds other files, or changed ones (${file}); nothing was written.`,
    'Choose a new or empty folder.',
  )
}
