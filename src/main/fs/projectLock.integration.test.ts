import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isProcessAlive, processStart } from './processIdentity'
import { acquireLock, type Machine } from './projectLock'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

const lockFile = () => join(folder, 'project.lock')
const other = (change: Partial<Machine>): Machine => ({
  host: 'desk',
  pid: 4242,
  processStart: async () => 'monday',
  isProcessAlive: () => true,
  ...change,
})

describe('row 26: the project lock', () => {
  it('is held once, and free again after release', async () => {
    const first = await acquireLock(folder)
    const second = await acquireLock(folder)
    expect([first.held, second.held]).toEqual([true, false])
    if (!second.held) expect(second.owner?.pid).toBe(process.pid)
    if (first.held) await first.release()
    expect(await readdir(folder)).toEqual([])
    expect((await acquireLock(folder)).held).toBe(true)
  })

  it('is taken over from a process that died without releasing it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const pid = child.pid as number
    const theirs = await acquireLock(folder, other({ pid, processStart, isProcessAlive }))
    expect(theirs.held).toBe(true)
    const mine = other({ processStart, isProcessAlive, pid: process.pid })
    expect((await acquireLock(folder, mine)).held).toBe(false)
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    expect((await acquireLock(folder, mine)).held).toBe(true)
    expect(await readdir(folder)).toEqual(['project.lock'])
  })

  it('knows that a number was given to another process', async () => {
    await acquireLock(folder, other({}))
    const now = other({ pid: 1, processStart: async () => 'tuesday' })
    expect((await acquireLock(folder, now)).held).toBe(true)
  })

  it('trusts another machine until its heartbeat stops', async () => {
    await acquireLock(folder, other({}))
    const laptop = other({ host: 'laptop', isProcessAlive: () => false })
    expect((await acquireLock(folder, laptop)).held).toBe(false)
    const longAgo = new Date(Date.now() - 3_600_000)
    await utimes(lockFile(), longAgo, longAgo)
    expect((await acquireLock(folder, laptop)).held).toBe(true)
  })

  it('does not count when it was copied along with the folder', async () => {
    await acquireLock(folder, other({}))
    const copy = join(folder, 'copy')
    await mkdir(copy)
    await copyFile(lockFile(), join(copy, 'project.lock'))
    expect((await acquireLock(copy, other({ pid: 1 }))).held).toBe(true)
    expect((await acquireLock(folder, other({ pid: 1 }))).held).toBe(false)
  })

  it('takes over an unreadable lock once it is old', async () => {
    await writeFile(lockFile(), '{"pid":')
    expect(await acquireLock(folder, other({}))).toEqual({ held: false, owner: null })
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(lockFile(), longAgo, longAgo)
    expect((await acquireLock(folder, other({}))).held).toBe(true)
  })

  it('is given to exactly one of many that find it stale at once', async () => {
    const afterDeath = (pid: number) => other({ pid, isProcessAlive: (asked) => asked !== 4242 })
    // Two winners came up once in some hundred rounds before the takeover had its guard.
    for (let round = 0; round < 20; round++) {
      await acquireLock(folder, other({}))
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, i) => acquireLock(folder, afterDeath(100 + i))),
      )
      const winners = answers.filter((answer) => answer.held)
      expect(winners).toHaveLength(1)
      expect(await readdir(folder)).toEqual(['project.lock'])
      await winners[0]?.release()
    }
  })

  it('never removes a lock that someone else has taken over', async () => {
    const mine = await acquireLock(folder, other({}))
    await acquireLock(folder, other({ pid: 1, isProcessAlive: () => false }))
    const before = await readFile(lockFile(), 'utf8')
    if (mine.held) await mine.release()
    expect(await readFile(lockFile(), 'utf8')).toBe(before)
  })
})
