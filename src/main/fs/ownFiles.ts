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

/** Makes room for a log that grows: over `maxBytes` it is put aside as `asideFile`, replacing an older one. */
export function rotateLog(file: string, asideFile: string, maxBytes: number): void {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > maxBytes) renameSync(file, asideFile)
}
