import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeLeftovers } from './leftovers'

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
  ]
  for (const name of [...kept, ...left]) await writeFile(join(folder, name), 'x')
  removeLeftovers(folder)
  expect((await readdir(folder)).sort()).toEqual(kept.sort())
  removeLeftovers(join(folder, 'missing'))
})
