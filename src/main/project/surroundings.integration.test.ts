import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { generateSample } from '../sample/generateSample'
import { listSnapshots } from '../store/sqlite/snapshot'
import { addBoxes, createTestProject, testBox } from './testing/testProject'

let outer: string
let script: Awaited<ReturnType<typeof bundleForNode>>
beforeAll(async () => {
  script = await bundleForNode(fileURLToPath(new URL('./testing/dayOfWork.ts', import.meta.url)))
})
afterAll(() => script.remove())
beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'focal-around-'))
})
afterEach(() => rm(outer, { recursive: true, force: true }))

interface Day {
  boxes?: number
  code?: string
  message?: string
  hint?: string
}

/** A day of work in a process of its own; `env` is all the environment that it has. */
async function work(
  env: NodeJS.ProcessEnv,
  pictures = join(outer, 'pictures'),
  wrap: string[] = [],
): Promise<Day> {
  await generateSample(pictures, { count: 3, seed: 5, width: 120, height: 90 })
  const own = [...wrap, process.execPath, script.file, pictures, outer]
  const { stdout } = await promisify(execFile)(own[0], own.slice(1), {
    env: { PATH: process.env.PATH, ...env },
  })
  return JSON.parse(stdout)
}

const done = { boxes: expect.any(Number), ok: true, problems: [] }
async function expectGoodDay(day: Promise<Day>): Promise<void> {
  const found = (await day) as Day & { stored: number; exported: number }
  expect(found).toMatchObject(done)
  expect([found.stored, found.exported]).toEqual([found.boxes, found.boxes])
  expect(found.boxes).toBeGreaterThan(1)
}

const mayMount = (() => {
  try {
    execFileSync('unshare', ['-rm', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe('row 36: a day of work goes well', { timeout: 60_000 }, () => {
  it('without a home folder in the environment', () => expectGoodDay(work({})))

  it('with a home folder that is not there', () => expectGoodDay(work({ HOME: '/nonexistent/home' })))

  it.skipIf(process.platform === 'win32')('in a Turkish locale, in a time zone with a change of clocks', () =>
    expectGoodDay(work({ HOME: outer, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'America/Nuuk' })),
  )

  it('in folders of many alphabets, blanks, quotes and signs', () => {
    const names = ['Größe & Maß', "d'été 100% #1?", '写真の箱', 'صور', '🙂 [x] {y}', ' lead']
    return expectGoodDay(work({ HOME: outer }, join(outer, ...names)))
  })

  it('in a path of 440 bytes; one that is longer than SQLite takes is refused with words, and nothing is left', async () => {
    const deep = (bytes: number) => {
      let folder = outer
      while (Buffer.byteLength(folder) < bytes - 60) folder = join(folder, 'ü'.repeat(25))
      return join(folder, 'p'.repeat(Math.max(1, bytes - Buffer.byteLength(folder) - 1)))
    }
    await expectGoodDay(work({ HOME: outer }, deep(440)))
    const refused = await work({ HOME: outer }, deep(900))
    expect(refused).toMatchObject({ code: 'io-failed', hint: expect.stringContaining('shorter path') })
    expect(refused.message).toContain('too long for its database: 9')
    expect((await readdir(deep(900))).filter((name) => name.includes('focal'))).toEqual([])
  })

  it.skipIf(!mayMount)('where the studio itself lies on a read-only disk', async () => {
    const place = dirname(script.file)
    const shell = `mount --bind "${place}" "${place}" && mount -o remount,ro,bind "${place}" && ! touch "${place}/x" 2>/dev/null && exec "$0" "$@"`
    await mkdir(join(outer, 'home'))
    await expectGoodDay(work({ HOME: join(outer, 'home') }, undefined, ['unshare', '-rm', 'sh', '-c', shell]))
  })
})

describe('row 36: a clock that jumps', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('by years, there and back, keeps edits in their order and backups coming', async () => {
    const test = await createTestProject(1, 1)
    const at = (day: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(day) })
    const drawn = Array.from({ length: 4 }, (_, i) =>
      testBox(test.images[0], test.classes[0], { createdAt: i }),
    )
    for (const [i, day] of [
      '2026-03-29T01:59:59Z',
      '2099-01-01',
      '1999-12-31T23:59:59Z',
      '2026-03-29T02:00:01Z',
    ].entries()) {
      at(day)
      test.project.commit(addBoxes(drawn[i]), 'do')
      await test.reopen()
    }
    expect(test.project.history().undo.map(({ boxes }) => boxes.added[0].id)).toEqual(
      drawn.map(({ id }) => id),
    )
    expect(test.project.listBoxes()).toEqual(drawn)
    // One of each day: the last of the four is the first one again.
    const days = listSnapshots(test.folder).flatMap(({ reason, at }) => (reason === 'daily' ? [at] : []))
    expect(days.map((day) => new Date(day).getUTCFullYear())).toEqual([2099, 2026, 1999])
    await test.remove()
  })
})
