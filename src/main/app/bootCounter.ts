import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

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
  mkdirSync(dirname(file), { recursive: true })
  // A torn counter reads as 0, so this small file needs no atomic write.
  writeFileSync(file, String(failed + 1))
  return {
    isSafeMode: failed >= MAX_FAILED_STARTS,
    markHealthy: () => rmSync(file, { force: true }),
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
