import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { putCached } from '../fs/cachedFolder'

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

export async function keep({ folder, name }: CachePlace, bytes: Uint8Array): Promise<void> {
  try {
    await putCached(folder, name, bytes)
  } catch {
    // Full disk or read-only cache: it is made anew next time.
  }
}
