import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Names that `atomicWrite` and the writer of backups give to what is not whole yet. */
const UNFINISHED = /^\..+\.tmp$|^\.lent\.db(-\w+)?$/

/**
 * Removes what writers left behind that were killed in the middle. Only where nobody else writes: the caller holds the
 * lock of the project.
 */
export function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true })
    }
  } catch {
    // Missing, or not to be written: nothing that matters lies there.
  }
}
