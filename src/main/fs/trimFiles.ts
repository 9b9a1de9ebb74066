import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps the cached files of a folder within `maxBytes` together: those that were used longest ago (`noteFileUse`) go first. */
export async function trimFiles(folder: string, maxBytes: number): Promise<void> {
  const names = await readdir(folder)
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      // Another window may just have taken it away.
      const facts = await stat(path).catch(() => null)
      return { path, bytes: facts?.size ?? 0, usedAt: facts?.atimeMs ?? 0 }
    }),
  )
  let total = 0
  for (const { path, bytes } of files.sort((a, b) => b.usedAt - a.usedAt)) {
    total += bytes
    if (total > maxBytes) await rm(path, { force: true })
  }
}

/** Notes that a file is used now; when it was made stays as it is. */
export async function noteFileUse(path: string): Promise<void> {
  const { mtime } = await stat(path)
  await utimes(path, new Date(), mtime)
}
