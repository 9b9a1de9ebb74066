import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { copyIfThere } from './fileSystem'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-copy-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('copies a file, and passes over one that has gone', async () => {
  await writeFile(join(folder, 'a'), 'journal')
  expect(copyIfThere(join(folder, 'a'), join(folder, 'b'))).toBe(true)
  expect(await readFile(join(folder, 'b'), 'utf8')).toBe('journal')
  expect(copyIfThere(join(folder, 'gone'), join(folder, 'c'))).toBe(false)
})

it('does not pass over a target that cannot be written', async () => {
  await writeFile(join(folder, 'a'), 'journal')
  expect(() => copyIfThere(join(folder, 'a'), join(folder, 'no', 'b'))).toThrow('ENOENT')
})
