import { constants, existsSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from './atomicWrite'
import { confine } from './confine'
import { ensureFolder } from './fileSystem'

/**
 * Writes a new file below a folder that is still being made; it is not synced by itself. `path` is a posix path from
 * anywhere and is confined to the folder. Cut off, it leaves nothing. Throws `path-outside`, and `EEXIST` where two files
 * share a place.
 */
export async function writeStaged(
  folder: string,
  path: string,
  content: string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const place = await placeIn(folder, path)
  const file = await open(place, 'wx')
  let isWhole = false
  try {
    if (typeof content === 'string') await file.writeFile(content)
    else
      for await (const part of content) {
        signal?.throwIfAborted()
        await file.writeFile(part)
      }
    isWhole = true
  } finally {
    await file.close()
    if (!isWhole) await rm(place, { force: true })
  }
}

/** Copies a file byte for byte; a clone where the file system can. Throws as writeStaged. */
export async function copyStaged(folder: string, path: string, from: string): Promise<void> {
  await copyFile(from, await placeIn(folder, path), constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
}

/** Gives a finished folder its name in `parent`, or the name with a number where that is taken; answers with the place. */
export async function moveToFreePlace(staged: string, parent: string, name: string): Promise<string> {
  await ensureFolder(parent)
  let place = join(parent, name)
  for (let n = 2; existsSync(place); n++) place = join(parent, `${name} (${n})`)
  await rename(staged, place)
  await syncFolder(parent)
  return place
}

async function placeIn(folder: string, path: string): Promise<string> {
  const place = await confine(folder, path)
  await ensureFolder(dirname(place))
  return place
}
