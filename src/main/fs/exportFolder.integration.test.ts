import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertOwnFolder, stageExport, takePlace } from './exportFolder'
import { markFiles } from './exportMark'
import { STAGED_BY } from './stagedBy'

let parent: string
let folder: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'focal-export-'))
  folder = join(parent, 'labels (1)')
})
afterEach(() => rm(parent, { recursive: true }))

async function stage(text: string): Promise<string> {
  const staged = await stageExport(folder)
  await writeFile(join(staged, 'a.json'), text)
  return staged
}
const take = async (staged: string) =>
  takePlace(
    staged,
    folder,
    await markFiles(staged, { format: 'coco', projectId: 'mine', withPictures: true, files: ['a.json'] }),
  )
/** As if it had been another process, which is dead. */
const forget = (staged: string) =>
  writeFile(join(staged, STAGED_BY), JSON.stringify({ pid: 2 ** 22, startedAt: null, host: hostname() }))

describe('row 37: an export that was killed', () => {
  it('after it put the earlier one aside gives that its name back at the next', async () => {
    await take(await stage('first'))
    const staged = await stage('second')
    await rename(folder, staged.replace(/tmp$/, 'old'))
    await forget(staged)
    await assertOwnFolder(folder, 'mine')
    expect(await readdir(parent)).toEqual(['labels (1)'])
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('first')
  })

  it('leaves nothing beside the new one, and what is not an export stays', async () => {
    await take(await stage('first'))
    await forget(await stage('second'))
    const others = ['.labels (1).mine.tmp', '.labels (1).01234567.old', '.other.01234567.tmp']
    for (const name of others) {
      await mkdir(join(parent, name))
      await writeFile(join(parent, name, 'mine.txt'), 'x')
    }
    await assertOwnFolder(folder, 'mine')
    expect((await readdir(parent)).sort()).toEqual([...others, 'labels (1)'].sort())
  })

  it('is told from one that goes on in another program', async () => {
    const staged = await stage('second')
    await assertOwnFolder(folder, 'mine')
    await take(staged)
    expect((await readdir(folder)).sort()).toEqual(['.focal-export.json', 'a.json'])
    expect(await readdir(parent)).toEqual(['labels (1)'])
  })
})
