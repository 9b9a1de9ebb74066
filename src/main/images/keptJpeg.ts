import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { putCached } from '../fs/cachedFolder'
import { trimFiles } from '../fs/trimFiles'

export interface CachePlace {
  folder: string
  name: string
}

/** What lies there, if it is whole: after a power cut a file can have its name and not its bytes. */
export async function readKept({ folder, name }: CachePlace): Promise<Uint8Array | null> {
  const bytes = await readFile(join(folder, name)).catch(() => null)
  const isWhole = bytes !== null && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9
  return isWhole ? bytes : null
}

/** After so many new ones their folder is held against its limit. */
const TRIMMED_EVERY = 50
let numKept = 0

/** Keeps a file; those of its folder that were used longest ago go where all have more than `maxBytes`. */
export async function keep({ folder, name }: CachePlace, bytes: Uint8Array, maxBytes: number): Promise<void> {
  try {
    await putCached(folder, name, bytes)
    if (numKept++ % TRIMMED_EVERY === 0) await trimFiles(folder, maxBytes)
  } catch {
    // Full disk or read-only cache: it is made anew next time.
  }
}
