import { statfsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { StudioError } from '../../shared/result'

/** Bytes that this user may still write on the disk of a folder, null where the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const facts = await statfs(folder)
    const bytes = facts.bavail * facts.bsize
    // Some network and FUSE drives answer zeros throughout: that is no answer.
    return facts.blocks > 0 ? bytes : null
  } catch {
    return null
  }
}

/** What SQLite wants for its index of a journal, which it asks for before anything is written. */
const NEXT_TO_NOTHING = 64 * 1024

/** True where a failed write can be put down to the disk being full; false where the system does not say. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize, blocks } = statfsSync(folder)
    return blocks > 0 && bavail * bsize < NEXT_TO_NOTHING
  } catch {
    return false
  }
}

/** Throws `disk-full` before something is begun that could not be finished. */
export async function requireFreeSpace(
  folder: string,
  bytes: number,
  what: string,
  measure: (folder: string) => Promise<number | null> = freeBytes,
): Promise<void> {
  const free = await measure(folder)
  if (free === null || free >= bytes) return
  // What is needed up and what there is down: the two never read the same.
  throw new StudioError(
    'disk-full',
    `${what} needs about ${Math.ceil(bytes / 1e6)} MB, but only ${Math.floor(free / 1e6)} MB are free on the disk of ${folder}`,
    'Free some space on that disk, then try again.',
  )
}
