import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { ImportNote } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { atomicWrite } from '../fs/atomicWrite'
import { confine } from '../fs/confine'
import { ensureFolder, listNames, removeFile, removeFolder, removeFolderSync } from '../fs/fileSystem'
import { safeFolderName } from '../fs/safeFolderName'
import { moveToFreePlace } from '../fs/stagedFiles'
import { type UnpackOptions, unpackZip } from './unpackZip'

/** In the project's folder: a folder for each archive whose pictures came in. */
const KEPT_FOLDER = 'imported'
/** In a kept folder whose pictures are not in the project yet. */
const ARRIVING = '.focal-arriving'
/** Dot folders are passed over by every scan. */
const STAGED_PREFIX = '.unpacking-'

const ZIP = /\.zip$/i
const OTHER = /\.(tar|tgz|tar\.\w+|gz|bz2|xz|7z|rar|zst)$/i

/**
 * True for what is unpacked before it is read.
 * Throws `format-unknown` for archives that the studio cannot unpack.
 */
export function isArchive(source: string): boolean {
  if (OTHER.test(source))
    throw new StudioError(
      'format-unknown',
      `The studio unpacks no archive but zip: ${basename(source)}`,
      'Unpack it, and import the folder.',
    )
  return ZIP.test(source)
}

/** An archive that was unpacked beside its later place. */
export interface UnpackedArchive {
  /** Where it lies now; absolute, links resolved. */
  folder: string
  /** What was left out. */
  rejected: ImportNote[]
  /** Gives the folder its name among the project's files; answers with its new place. */
  keep(): Promise<string>
  /** Its pictures are in the project now: from here on it is the person's. */
  settle(): Promise<void>
  /** Removes it, wherever it lies. */
  remove(): Promise<void>
}

/**
 * Unpacks a zip into a hidden folder of the project (or of `parent`, whatever that is). Throws as `unpackZip`, and
 * then nothing is left behind; what a killed program left goes by `removeUnfinished`.
 */
export async function unpackInto(
  parent: string,
  archive: string,
  options: UnpackOptions = {},
): Promise<UnpackedArchive> {
  const real = await realpath(parent)
  const staged = join(real, `${STAGED_PREFIX}${randomBytes(6).toString('hex')}`)
  await ensureFolder(staged)
  let folder = staged
  try {
    const rejected = await unpackZip(archive, staged, options)
    return {
      folder: staged,
      rejected,
      async keep() {
        await confine(real, KEPT_FOLDER)
        await atomicWrite(join(staged, ARRIVING), '')
        const name = safeFolderName(basename(archive, extname(archive)), 'archive')
        folder = await moveToFreePlace(staged, join(real, KEPT_FOLDER), name)
        return folder
      },
      settle: () => removeFile(join(folder, ARRIVING)),
      remove: () => removeFolder(folder),
    }
  } catch (cause) {
    await removeFolder(staged)
    throw cause
  }
}

/**
 * Takes away what was being unpacked, or had just got its name, when the program was killed, unless pictures of the project lie
 * in it (`isUsed`). Folders whose pictures once came in are never touched: a backup may bring those back. Only for the
 * owner of the project's lock.
 */
export function removeUnfinished(projectFolder: string, isUsed: (folder: string) => boolean): void {
  for (const name of listNames(projectFolder))
    if (name.startsWith(STAGED_PREFIX)) removeFolderSync(join(projectFolder, name))
  const kept = join(projectFolder, KEPT_FOLDER)
  for (const name of listNames(kept)) {
    const folder = join(kept, name)
    if (!existsSync(join(folder, ARRIVING))) continue
    if (isUsed(folder)) removeFolderSync(join(folder, ARRIVING))
    else removeFolderSync(folder)
  }
}
