import { constants } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { confine } from './confine'
import { ensureFolder } from './fileSystem'

/**
 * Writes a new file below a folder that is still being made; it is not synced by itself. `path` is a posix path from
 * anywhere and is confined to the folder. Throws `path-outside`, and `EEXIST` where two files share a place.
 */
export async function writeStaged(
  folder: string,
  path: string,
  content: string | Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(await placeIn(folder, path), 'wx')
  try {
    if (typeof content === 'string') await file.writeFile(content)
    else
      for (const part of content) {
        signal?.throwIfAborted()
        await file.writeFile(part)
      }
  } finally {
    await file.close()
  }
}

/** Copies a file byte for byte; a clone where the file system can. Throws as writeStaged. */
export async function copyStaged(folder: string, path: string, from: string): Promise<void> {
  await copyFile(from, await placeIn(folder, path), constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
}

async function placeIn(folder: string, path: string): Promise<string> {
  const place = await confine(folder, path)
  await ensureFolder(dirname(place))
  return place
}
