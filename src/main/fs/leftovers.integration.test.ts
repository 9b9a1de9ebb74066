import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeLeftovers } from './leftovers'
import { claimStaged } from './stagedBy'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-leftovers-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('row 23: what killed writers left behind goes, and nothing else', async () => {
  const kept = ['project.db', 'project.json', 'notes.tmp', '.hidden', '2026-01-01T00-00-00-000-daily.db']
  const left = [
    '.project.json.0123456789ab.tmp',
    '.2026-01-01T00-00-00-000-daily.db.tmp',
    '.lent.db',
    '.lent.db-wal',
    'project.db.salvaged-shm',
    'project.db.mended',
  ]
  for (const name of [...kept, ...left]) await writeFile(join(folder, name), 'x')
  await removeLeftovers(folder)
  expect((await readdir(folder)).sort()).toEqual(kept.sort())
  await removeLeftovers(join(folder, 'missing'))
})

it('row 23: an export that was killed in the folder keeps none of the others there; one that goes on stays', async () => {
  const [killed, going, other] = ['.labels.01234567.tmp', '.labels.89abcdef.tmp', '.mine.tmp']
  for (const name of [killed, going, other]) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'a.json'), 'x')
  }
  await claimStaged(join(folder, going))
  await writeFile(join(folder, '.project.json.0123456789ab.tmp'), 'x')
  await removeLeftovers(folder)
  expect((await readdir(folder)).sort()).toEqual([going, other].sort())
})
