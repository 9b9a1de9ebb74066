import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbandoned } from './stagedBy'

/** An export into the project's folder. */
const STAGED_FOLDER = /^\..+\.[0-9a-f]{8}\.tmp$/
/** Names that writers give to what is not whole yet, and a repair to what it saves. */
const UNFINISHED = /^\..+\.tmp$|^\.lent\.db(-\w+)?$|^project\.db\.(salvaged|mended)(-\w+)?$/

/**
 * Removes what writers left behind that were killed in the middle. Only where nobody else writes: the caller holds the
 * lock of the project. An export into the folder needs none, so what one that lives is making stays.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!UNFINISHED.test(entry.name)) continue
    const path = join(folder, entry.name)
    try {
      if (entry.isDirectory() && !(STAGED_FOLDER.test(entry.name) && (await isAbandoned(path)))) continue
      await rm(path, { recursive: true, force: true })
    } catch {
      // In use, or not to be removed: it matters to nobody, and the others go all the same.
    }
  }
}
