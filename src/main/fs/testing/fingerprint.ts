import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Name, time and content of everything in a folder: two of the same are a folder that nobody wrote to. */
export function fingerprint(folder: string, leftOut: (path: string) => boolean = () => false): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !leftOut(path))
    .map((path) => {
      const { mtimeMs, ino, mode } = statSync(join(folder, path))
      const isFile = statSync(join(folder, path)).isFile()
      const content = isFile
        ? createHash('sha256')
            .update(readFileSync(join(folder, path)))
            .digest('hex')
        : 'folder'
      // A folder that got a project has another time; its files have not.
      return `${path} ${isFile ? `${mtimeMs} ${ino}` : ''} ${mode} ${content}`
    })
    .sort()
}
