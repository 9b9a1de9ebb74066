import { fork } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { bundleForTest } from '../trainer/testing/bundleForTest'
import { readSnapshot, writeSnapshot } from './snapshot'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-snapshot-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)

it('reads back what it wrote and replaces what was there', async () => {
  const path = join(folder, 'state')
  await writeSnapshot(path, { old: 'gone' })
  await writeSnapshot(path, { a: 'text', b: bytes('numbers') })
  const files = await readSnapshot(path)
  expect([...files].map(([name, content]) => [name, new TextDecoder().decode(content)])).toEqual([
    ['a', 'text'],
    ['b', 'numbers'],
  ])
  expect(await readdir(folder)).toEqual(['state'])
})

it.each<[string, (path: string) => Promise<unknown>]>([
  ['a flipped bit', async (path) => writeFile(join(path, 'a'), 'tezt')],
  ['a file cut short', async (path) => writeFile(join(path, 'a'), 'te')],
  ['a missing file', async (path) => rm(join(path, 'a'))],
  ['an extra file', async (path) => writeFile(join(path, 'extra'), '')],
  ['missing hashes', async (path) => rm(join(path, 'hashes.json'))],
  ['hashes that are not JSON', async (path) => writeFile(join(path, 'hashes.json'), '{')],
])('row 32: notices %s', async (_, damage) => {
  const path = join(folder, 'state')
  await writeSnapshot(path, { a: 'text' })
  await damage(path)
  await expect(readSnapshot(path)).rejects.toMatchObject({ code: 'checkpoint-damaged' })
})

it('leaves nothing behind where it cannot write', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(writeSnapshot(join(folder, 'file', 'state'), { a: '1' })).rejects.toMatchObject({
    name: 'StudioError',
  })
  expect(await readdir(folder)).toEqual(['file'])
})

it('row 32: a process killed while it saves leaves a whole checkpoint behind, 12 times', {
  timeout: 60_000,
}, async () => {
  const program = await bundleForTest(new URL('../trainer/testing/saveForever.ts', import.meta.url))
  const random = createRandom(11)
  for (let round = 0; round < 12; round++) {
    const run = join(folder, `run${round}`)
    await mkdir(run)
    const child = fork(program, [run], { stdio: 'ignore' })
    const exited = new Promise((resolve) => child.once('exit', resolve))
    // The first message says that one checkpoint is there; the kill falls anywhere in those that follow.
    await new Promise((resolve) => child.once('message', resolve))
    await new Promise((resolve) => setTimeout(resolve, random.int(40)))
    child.kill('SIGKILL')
    await exited
    const names = (await readdir(run)).filter((name) => /^ckpt-\d+$/.test(name))
    expect(names.length).toBeGreaterThan(0)
    const steps = await Promise.all(
      names.map(async (name) => {
        const files = await readSnapshot(join(run, name))
        return Number(new TextDecoder().decode(files.get('state.json') as Uint8Array))
      }),
    )
    const named = await readFile(join(run, 'LATEST'), 'utf8')
    expect(Math.max(...steps)).toBeGreaterThanOrEqual(Number(named.slice(5)))
  }
})
