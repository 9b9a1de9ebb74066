import { createHash } from 'node:crypto'
import { open, readdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../shared/result'
import { syncFolder } from './atomicWrite'
import { ensureFolder, removeFolder } from './fileSystem'
import { ioError } from './ioError'

const HASHES = 'hashes.json'
const Hashes = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))

/**
 * Writes files as one folder that is either whole or not there: all into `<folder>.tmp`, each synced, their SHA-256
 * beside them, then one rename. A folder of that name that was there before is replaced.
 * Throws `disk-full`, `not-writable` or `io-failed`; nothing is left behind then.
 */
export async function writeSnapshot(
  folder: string,
  files: Record<string, Uint8Array | string>,
): Promise<void> {
  const temporary = `${folder}.tmp`
  try {
    await removeFolder(temporary)
    await ensureFolder(temporary)
    const hashes: Record<string, string> = {}
    for (const [name, content] of Object.entries(files)) {
      hashes[name] = sha256(content)
      await writeSynced(join(temporary, name), content)
    }
    await writeSynced(join(temporary, HASHES), JSON.stringify(hashes))
    await syncFolder(temporary)
    await removeFolder(folder)
    await rename(temporary, folder)
    await syncFolder(dirname(folder))
  } catch (cause) {
    await removeFolder(temporary).catch(() => {})
    throw ioError(cause, 'Saving the folder', folder)
  }
}

/** Reads a snapshot back. Throws `checkpoint-damaged` where a file is missing, extra or does not match its hash. */
export async function readSnapshot(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  try {
    const hashes = Hashes.parse(JSON.parse(await readFile(join(folder, HASHES), 'utf8')))
    const present = (await readdir(folder)).filter((name) => name !== HASHES)
    if (present.sort().join() !== Object.keys(hashes).sort().join())
      throw new Error('files are missing or extra')
    for (const name of present) {
      const content = await readFile(join(folder, name))
      if (sha256(content) !== hashes[name]) throw new Error(`${name} is not what was written`)
      files.set(name, content)
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError(
      'checkpoint-damaged',
      `What was saved in ${folder} is damaged: ${reason}`,
      undefined,
      { cause },
    )
  }
  return files
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}
