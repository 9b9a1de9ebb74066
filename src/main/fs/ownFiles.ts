import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Small files of the studio's own (counters, crash reports): written at once, even while the process is dying. */
export function writeOwnFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

export function removeOwnFile(file: string): void {
  rmSync(file, { force: true })
}

/**
 * Makes room for a log that grows: over `maxBytes` it is put aside as `asideFile`, replacing an older one. Answers with the
 * bytes that are in it then.
 */
export function rotateLog(file: string, asideFile: string, maxBytes: number): number {
  mkdirSync(dirname(file), { recursive: true })
  const size = existsSync(file) ? statSync(file).size : 0
  if (size <= maxBytes) return size
  renameSync(file, asideFile)
  return 0
}
