import { readFileSync } from 'node:fs'
import { removeOwnFile, writeOwnFile } from '../fs/ownFiles'

/** After so many starts that did not stay up, the next one is a safe one. */
const MAX_FAILED_STARTS = 3

export interface BootCounter {
  /** Earlier starts crashed: come up without GPU acceleration. */
  readonly isSafeMode: boolean
  /** This start has stayed up. */
  markHealthy(): void
}

/** Counts this start in `file`; the count is taken back once the start proves healthy. */
export function countBoot(file: string): BootCounter {
  const failed = readCount(file)
  // A torn counter reads as 0, so this small file needs no atomic write.
  writeOwnFile(file, String(failed + 1))
  return {
    isSafeMode: failed >= MAX_FAILED_STARTS,
    markHealthy: () => removeOwnFile(file),
  }
}

function readCount(file: string): number {
  try {
    const count = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return Number.isSafeInteger(count) && count > 0 ? count : 0
  } catch {
    return 0
  }
}
