import { readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder that is being filled, or goes; one that old was left by a studio that was killed. */
const UNFINISHED = '.tmp'
const LEFT_AFTER_MS = 3_600_000

/**
 * Keeps folders of cached files within `maxBytes` together: those that were used longest ago (their time of change) go first.
 * `kept` stays in any case. One that goes loses its name before its files, so that none is ever met half empty.
 */
export async function trimFolders(
  parent: string,
  { maxBytes, kept, now }: { maxBytes: number; kept: string; now: number },
): Promise<void> {
  const names = (await readdir(parent, { withFileTypes: true }))
    .filter((each) => each.isDirectory())
    .map(({ name }) => name)
  const used = await Promise.all(names.map(async (name) => (await stat(join(parent, name))).mtimeMs))
  const folders = names.map((name, i) => ({ name, usedAt: used[i] })).sort((a, b) => b.usedAt - a.usedAt)
  let total = 0
  for (const { name, usedAt } of folders) {
    if (name.endsWith(UNFINISHED)) {
      if (now - usedAt > LEFT_AFTER_MS) await rm(join(parent, name), { recursive: true, force: true })
      continue
    }
    total += await sizeOf(join(parent, name))
    if (total > maxBytes && name !== kept) await drop(join(parent, name))
  }
}

/** Notes that a folder is used now, ms since 1970: it goes after those that were used before. */
export async function touchFolder(folder: string, now: number): Promise<void> {
  await utimes(folder, now / 1000, now / 1000)
}

async function drop(folder: string): Promise<void> {
  const going = `${folder}${UNFINISHED}`
  await rm(going, { recursive: true, force: true })
  await rename(folder, going)
  await rm(going, { recursive: true, force: true })
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder)
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
