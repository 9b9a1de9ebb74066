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

/** Throws `disk-full` before something is begun that could not be finished. */
export async function requireFreeSpace(
  folder: string,
  bytes: number,
  what: string,
  measure: (folder: string) => Promise<number | null> = freeBytes,
): Promise<void> {
  const free = await measure(folder)
  if (free === null || free >= bytes) return
  const megabytes = (value: number) => `${Math.ceil(value / 1e6)} MB`
  throw new StudioError(
    'disk-full',
    `${what} needs about ${megabytes(bytes)}, but only ${megabytes(free)} are free on the disk of ${folder}`,
    'Free some space on that disk, then try again.',
  )
}
