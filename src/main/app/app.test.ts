import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StudioError } from '../../shared/result'
import { createCrashBudget } from '../timing/crashBudget'
import { throttle } from '../timing/throttle'
import { countBoot } from './bootCounter'
import { createCrashHandler } from './crashGuard'
import { createJobBoard } from './jobs'
import { manageQuit } from './lifecycle'
import { createRecentProjects } from './recentProjects'
import { redactHome } from './redact'
import { scriptedDialogs } from './scriptedDialogs'
import { readPreferences, Settings, type SettingsStore } from './settings'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-app-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('row 29: starts that do not stay up', () => {
  it('make the fourth a safe one; a healthy start clears the count', () => {
    const file = join(folder, 'starting')
    expect([1, 2, 3].map(() => countBoot(file).isSafeMode)).toEqual([false, false, false])
    const fourth = countBoot(file)
    expect(fourth.isSafeMode).toBe(true)
    fourth.markHealthy()
    expect(countBoot(file).isSafeMode).toBe(false)
  })

  it.each(['', 'x', '-5', '1e9999'])('are not counted from a torn counter (%j)', (text) => {
    const file = join(folder, 'starting')
    writeFileSync(file, text)
    expect(countBoot(file).isSafeMode).toBe(false)
  })
})

describe('row 30: crashes of the page', () => {
  it('are forgiven up to three times in five minutes', () => {
    const budget = createCrashBudget(3, 300_000, () => performance.now())
    expect([1, 2, 3, 4].map(() => budget.spend())).toEqual([true, true, true, false])
    vi.advanceTimersByTime(300_001)
    expect(budget.spend()).toBe(true)
  })
})

describe('row 35: an error that nobody caught', () => {
  function handler(flush: () => Promise<void> = async () => {}) {
    const calls: string[] = []
    const handle = createCrashHandler({
      folder,
      log: () => calls.push('log'),
      flush: async () => {
        calls.push('flush')
        await flush()
      },
      tell: () => calls.push('tell'),
      say: (text) => text,
      exit: (code) => calls.push(`exit ${code}`),
      now: () => new Date(0),
      patienceMs: 1000,
    })
    return { handle, calls }
  }

  it('is reported without the home path after all is saved, told, and ends with 1', async () => {
    const { handle, calls } = handler()
    await handle(new Error(`cannot read ${join(homedir(), 'pictures')}`))
    expect(calls).toEqual(['log', 'flush', 'tell', 'exit 1'])
    const [name] = readdirSync(folder)
    const report = readFileSync(join(folder, name), 'utf8')
    expect(report).toContain('cannot read ~/pictures')
    expect(report).not.toContain(homedir())
  })

  it('ends even where saving hangs or fails', async () => {
    const hanging = handler(() => new Promise(() => {}))
    const done = hanging.handle('odd')
    await vi.advanceTimersByTimeAsync(1001)
    await done
    expect(hanging.calls.at(-1)).toBe('exit 1')
    const failing = handler(() => Promise.reject(new Error('disk')))
    await failing.handle('odd')
    expect(failing.calls.at(-1)).toBe('exit 1')
  })

  it('that meets another ends once', async () => {
    const { handle, calls } = handler()
    await Promise.all([handle(1), handle(2)])
    expect(calls.filter((call) => call === 'exit 1')).toHaveLength(1)
  })
})

describe('row 31: quitting', () => {
  function quit(shutDown: () => Promise<void>) {
    const listeners = new Map<string, (event: { preventDefault(): void }) => void>()
    const app = {
      on: (name: string, listener: never) => listeners.set(name, listener),
      quit: vi.fn(),
      exit: vi.fn(),
    }
    const log = vi.fn()
    manageQuit(app as never, shutDown, 10_000, log)
    const event = { preventDefault: vi.fn() }
    return { app, log, event, emit: (name: string) => listeners.get(name)?.(event) }
  }

  it('waits for what is being saved, asked once however often', async () => {
    let saved: () => void = () => {}
    const saving = new Promise<void>((resolve) => {
      saved = resolve
    })
    const shutDown = vi.fn(() => saving)
    const { app, event, emit } = quit(shutDown)
    emit('will-quit')
    emit('will-quit')
    expect(event.preventDefault).toHaveBeenCalledTimes(2)
    expect(app.exit).not.toHaveBeenCalled()
    saved()
    await settle()
    expect(shutDown).toHaveBeenCalledOnce()
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(0)
  })

  it('gives up after its patience, and where saving fails', async () => {
    const hanging = quit(() => new Promise(() => {}))
    hanging.emit('will-quit')
    await vi.advanceTimersByTimeAsync(9_999)
    expect(hanging.app.exit).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2)
    expect(hanging.app.exit).toHaveBeenCalledOnce()
    expect(hanging.log).toHaveBeenCalledWith('gave up waiting for a clean end')
    const failing = quit(() => Promise.reject(new Error('disk')))
    failing.emit('will-quit')
    await settle()
    expect(failing.app.exit).toHaveBeenCalledOnce()
  })

  it('follows the last window', () => {
    const { app, emit } = quit(async () => {})
    emit('window-all-closed')
    expect(app.quit).toHaveBeenCalledOnce()
  })
})

describe('news to the page', () => {
  it('7 come at most once an interval, the newest survives, and flush delivers at once', async () => {
    const seen: number[] = []
    const tell = throttle((value: number) => seen.push(value), 250)
    for (const value of [1, 2, 3]) tell(value)
    expect(seen).toEqual([1])
    await vi.advanceTimersByTimeAsync(250)
    expect(seen).toEqual([1, 3])
    tell(4)
    tell.flush()
    expect(seen).toEqual([1, 3, 4])
    tell.flush()
    tell.flush(5)
    await vi.advanceTimersByTimeAsync(1000)
    expect(seen).toEqual([1, 3, 4, 5])
  })
})

describe('a long operation', () => {
  it('tells how far it is and how long it will take, and its end', async () => {
    const push = vi.fn()
    const board = createJobBoard(push, () => performance.now())
    const result = board.run('Importing', async ({ report }) => {
      await new Promise((resolve) => setTimeout(resolve, 2000))
      report(50, 100)
      return 'in'
    })
    await vi.advanceTimersByTimeAsync(2000)
    expect(await result).toBe('in')
    const states = push.mock.calls.map(([news]) => news)
    expect(states[0]).toMatchObject({ title: 'Importing', done: 0, total: null, state: 'running' })
    expect(states[1]).toMatchObject({ done: 50, total: 100, secondsLeft: 2, state: 'running' })
    expect(states.at(-1)).toMatchObject({ done: 50, state: 'done', secondsLeft: null })
  })

  it('can be cancelled', async () => {
    const push = vi.fn()
    const board = createJobBoard(push, () => performance.now())
    const result = board.run(
      'Importing',
      ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('x')))),
    )
    board.cancel('another')
    board.cancel(push.mock.calls[0][0].jobId)
    await expect(result).rejects.toMatchObject({ code: 'cancelled' })
    expect(push.mock.calls.at(-1)?.[0]).toMatchObject({ state: 'cancelled', message: null })
  })

  it('that fails says why', async () => {
    const push = vi.fn()
    const board = createJobBoard(push, () => performance.now())
    await expect(
      board.run('Exporting', () => Promise.reject(new StudioError('disk-full', 'the disk is full'))),
    ).rejects.toMatchObject({ code: 'disk-full' })
    expect(push.mock.calls.at(-1)?.[0]).toMatchObject({ state: 'failed', message: 'the disk is full' })
  })
})

describe('the settings', () => {
  function memory(): SettingsStore {
    let held = Settings.parse({})
    return {
      get: (key) => held[key],
      set: (changes) => {
        held = Settings.parse({ ...held, ...changes })
      },
    }
  }

  it('have a default for everything', () => {
    expect(readPreferences(memory())).toEqual({
      theme: 'system',
      language: 'system',
      panels: {},
      panelSides: {},
      sections: {},
      keyPreset: 'labelimg',
      keymap: {},
      recentActions: [],
      keepView: false,
      canvas: {
        snap: false,
        snapToPicture: true,
        snapToBoxes: true,
        snapToPixels: true,
        minimap: true,
        keepTone: true,
        ghosts: false,
      },
      queueViews: {},
      recentSearches: [],
      pictureGrid: false,
    })
  })

  it('remember projects, the newest first, a dozen at most', () => {
    let time = 0
    const recent = createRecentProjects(memory(), () => ++time)
    for (let i = 0; i < 15; i++) recent.remember({ id: `${i}` as never, name: `P${i}`, folder: `/p/${i}` })
    recent.remember({ id: '9' as never, name: 'P9 renamed', folder: '/p/9' })
    const list = recent.list()
    expect(list).toHaveLength(12)
    expect(list[0]).toEqual({ id: '9', name: 'P9 renamed', folder: '/p/9', openedAt: 16, exists: false })
    expect(list.filter(({ folder: place }) => place === '/p/9')).toHaveLength(1)
    expect(recent.forget('9').map(({ id }) => id)).not.toContain('9')
    expect(() => recent.folderOf('9')).toThrow(expect.objectContaining({ code: 'project-not-found' }))
  })

  it('tell a project from its copies', () => {
    const recent = createRecentProjects(memory(), () => 1)
    for (const place of ['/a', '/bb', '/ccc', '/dd'])
      recent.remember({ id: 'same' as never, name: 'P', folder: place })
    const ids = recent.list().map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect(recent.list().map(({ id }) => recent.folderOf(id))).toEqual(['/dd', '/ccc', '/bb', '/a'])
  })
})

describe('the dialogs of end-to-end tests', () => {
  const env = () => ({ FOCAL_E2E: '1', FOCAL_E2E_DIALOGS: join(folder, 'dialogs.json') })

  it('answer from a file, read anew each time', async () => {
    const ask = scriptedDialogs(false, env())
    writeFileSync(join(folder, 'dialogs.json'), '{"project.open":"/pictures","models.export":null}')
    expect(await ask?.('project.open')).toBe('/pictures')
    expect(await ask?.('models.export')).toBeNull()
    writeFileSync(join(folder, 'dialogs.json'), '{"project.open":"/others"}')
    expect(await ask?.('project.open')).toBe('/others')
  })

  it('are absent from packaged builds and wherever they were not asked for', () => {
    expect(scriptedDialogs(true, env())).toBeNull()
    expect(scriptedDialogs(false, { ...env(), FOCAL_E2E: '0' })).toBeNull()
    expect(scriptedDialogs(false, { FOCAL_E2E: '1' })).toBeNull()
  })
})

describe('row 22: what is logged', () => {
  it('names no home folder and is bounded', () => {
    expect(redactHome('at /home/ada/x and /home/ada/y', '/home/ada')).toBe('at ~/x and ~/y')
    expect(redactHome('/root/x', '/')).toBe('/root/x')
    expect(redactHome('z'.repeat(20_000), '/home/ada').length).toBeLessThan(8300)
  })
})
