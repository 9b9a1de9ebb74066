import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureFolder } from './fileSystem'

/** A folder of cached files that has its name only once all of them are there. */
export async function fillFolder(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${folder}.tmp`
  await rm(temporary, { recursive: true, force: true })
  await ensureFolder(temporary)
  await fill(temporary)
  await rename(temporary, folder)
}

/** Writes a file that can be made anew: nothing waits for the disk. */
export async function writeCached(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(folder, name), bytes)
}

/** The same in a folder that others read: they see the whole file or none, except after a power cut. */
export async function putCached(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await ensureFolder(folder)
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`)
  await writeFile(temporary, bytes)
  await rename(temporary, join(folder, name))
}
