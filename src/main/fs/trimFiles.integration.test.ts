import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { noteFileUse, trimFiles } from './trimFiles'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-trim-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A file that was made long ago and used so many minutes ago. */
async function file(name: string, bytes: number, minutesAgo: number): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, Buffer.alloc(bytes))
  await utimes(path, new Date(Date.now() - minutesAgo * 60_000), new Date(2020, 1, 2))
  return path
}

it('lets those go that were used longest ago, as far as need be', async () => {
  await file('old', 400, 30)
  await file('middle', 400, 20)
  await file('new', 400, 10)
  await trimFiles(folder, 1000)
  expect((await readdir(folder)).sort()).toEqual(['middle', 'new'])
  await trimFiles(folder, 800)
  expect((await readdir(folder)).sort()).toEqual(['middle', 'new'])
})

it('keeps one that was used again, and when it was made', async () => {
  const old = await file('old', 400, 30)
  await file('new', 400, 10)
  await noteFileUse(old)
  expect((await stat(old)).mtime).toEqual(new Date(2020, 1, 2))
  await trimFiles(folder, 500)
  expect(await readdir(folder)).toEqual(['old'])
})
