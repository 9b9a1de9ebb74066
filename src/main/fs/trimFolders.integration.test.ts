import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { trimFolders } from './trimFolders'

const now = Date.UTC(2026, 0, 2)
let parent = ''
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'focal-trim-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

/** A folder of two files that was used so many minutes ago. */
async function folder(name: string, bytes: number, minutesAgo: number): Promise<void> {
  await mkdir(join(parent, name))
  await writeFile(join(parent, name, 'a'), Buffer.alloc(bytes - 1))
  await writeFile(join(parent, name, 'b'), Buffer.alloc(1))
  const at = new Date(now - minutesAgo * 60_000)
  await utimes(join(parent, name), at, at)
}

it('lets those go that were used longest ago, as far as need be', async () => {
  await folder('old', 400, 30)
  await folder('middle', 400, 20)
  await folder('new', 400, 10)
  await trimFolders(parent, { maxBytes: 1000, kept: 'new', now })
  expect((await readdir(parent)).sort()).toEqual(['middle', 'new'])
  await trimFolders(parent, { maxBytes: 800, kept: 'new', now })
  expect((await readdir(parent)).sort()).toEqual(['middle', 'new'])
})

it('keeps the one in hand, however large and old', async () => {
  await folder('hand', 5000, 90)
  await folder('other', 10, 5)
  await trimFolders(parent, { maxBytes: 1000, kept: 'hand', now })
  expect((await readdir(parent)).sort()).toEqual(['hand', 'other'])
})

it('clears away what a killed studio left, and not what is being made', async () => {
  await folder('left.tmp', 10, 61)
  await folder('making.tmp', 5000, 1)
  await trimFolders(parent, { maxBytes: 1000, kept: 'x', now })
  expect(await readdir(parent)).toEqual(['making.tmp'])
})
