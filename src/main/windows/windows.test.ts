import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCrashBudget } from '../timing/crashBudget'
import { guardClosing } from './closeGuard'
import { crashPage } from './crashPage'
import { guardRenderer } from './rendererGuard'
import { webPreferences } from './webPreferences'
import { boundsOnScreen, firstSizeOn } from './windowBounds'

describe('row 1: the web preferences of every window', () => {
  it('are these and no others', () => {
    expect(webPreferences(true, '/preload.cjs')).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: false,
      disableBlinkFeatures: 'FileSystemAccessLocal',
    })
    expect(webPreferences(false, '').devTools).toBe(true)
  })

  it('cannot be loosened afterwards', () => {
    const preferences = webPreferences(true, '')
    expect(Object.isFrozen(preferences)).toBe(true)
    expect(() => Object.assign(preferences, { sandbox: false })).toThrow(TypeError)
  })
})

describe('saved window bounds', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const saved = { x: 100, y: 50, width: 1200, height: 800, isMaximized: false }

  it('are used where a screen shows them', () => {
    expect(boundsOnScreen(saved, [screen])).toEqual(saved)
    const onSecond = { ...saved, x: 2000 }
    expect(boundsOnScreen(onSecond, [screen, { ...screen, x: 1920 }])).toEqual(onSecond)
  })

  it('are forgotten where no screen shows them any more', () => {
    expect(boundsOnScreen({ ...saved, x: 2000 }, [screen])).toBeNull()
    expect(boundsOnScreen({ ...saved, x: -1150 }, [screen])).toBeNull()
    expect(boundsOnScreen({ ...saved, y: -20 }, [screen])).toBeNull()
    expect(boundsOnScreen({ ...saved, y: 1060 }, [screen])).toBeNull()
    expect(boundsOnScreen(null, [screen])).toBeNull()
    expect(boundsOnScreen(saved, [])).toBeNull()
  })

  it('are those of the screen at the first start where it is a small one', () => {
    expect(firstSizeOn(screen)).toEqual({ width: 1440, height: 900 })
    expect(firstSizeOn({ ...screen, width: 1280, height: 760 })).toEqual({ width: 1280, height: 760 })
    expect(firstSizeOn({ ...screen, width: 800, height: 600 })).toEqual({ width: 960, height: 640 })
  })

  it('fit the screen and are large enough to work in', () => {
    expect(boundsOnScreen({ ...saved, width: 5000, height: 5000 }, [screen])).toMatchObject({
      width: 1920,
      height: 1080,
    })
    expect(boundsOnScreen({ ...saved, width: 200, height: 200 }, [screen])).toMatchObject({
      width: 960,
      height: 640,
    })
  })
})

describe('row 30: a page that dies or hangs', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  function guarded() {
    const loadURL = vi.fn(async (_url: string) => {})
    const destroy = vi.fn()
    const die = (reason: string) => webContents.emit('render-process-gone', {}, { reason, exitCode: 11 })
    const forcefullyCrashRenderer = vi.fn(() => die('killed'))
    const webContents = Object.assign(new EventEmitter(), { loadURL, forcefullyCrashRenderer })
    const window = Object.assign(new EventEmitter(), { webContents, destroy, isDestroyed: () => false })
    const giveUp = vi.fn()
    const log = vi.fn()
    guardRenderer(
      window as unknown as BrowserWindow,
      'studio-app://app/index.html',
      createCrashBudget(2, 300_000, () => 0),
      log,
      giveUp,
    )
    const counts = () => [loadURL, giveUp, destroy].map(({ mock }) => mock.calls.length)
    return { window, webContents, loadURL, log, die, counts, forcefullyCrashRenderer }
  }

  it('is loaded again from where it starts, and at the third time given up', () => {
    const { window, loadURL, log, die, counts } = guarded()
    die('crashed')
    expect(loadURL.mock.calls).toEqual([['studio-app://app/index.html']])
    window.emit('unresponsive')
    vi.advanceTimersByTime(15_000)
    expect(counts()).toEqual([2, 0, 0])
    die('oom')
    expect(counts()).toEqual([2, 1, 0])
    expect(log.mock.calls.flat()).toEqual([
      'the page is gone: crashed, code 11',
      'the page does not answer',
      'the page is gone: killed, code 11',
      'the page is gone: oom, code 11',
    ])
  })

  it('is left alone where it ended as it should', () => {
    const { die, counts } = guarded()
    for (let i = 0; i < 5; i++) die('clean-exit')
    expect(counts()).toEqual([0, 0, 0])
  })

  it('is ended once where it hangs, since it cannot load anything; long work that ends is waited for', () => {
    const { window, forcefullyCrashRenderer, counts } = guarded()
    window.emit('unresponsive')
    vi.advanceTimersByTime(14_000)
    window.emit('responsive')
    vi.advanceTimersByTime(60_000)
    expect(counts()).toEqual([0, 0, 0])
    window.emit('unresponsive')
    vi.advanceTimersByTime(10_000)
    window.emit('unresponsive')
    vi.advanceTimersByTime(60_000)
    expect(forcefullyCrashRenderer).toHaveBeenCalledOnce()
    expect(counts()).toEqual([1, 0, 0])
  })

  it('is closed where somebody was closing the window, unless it wanted that held', () => {
    const { window, webContents, die, counts } = guarded()
    window.emit('close')
    webContents.emit('will-prevent-unload', {})
    die('crashed')
    expect(counts()).toEqual([1, 0, 0])
    window.emit('close')
    window.emit('unresponsive')
    vi.advanceTimersByTime(15_000)
    expect(counts()).toEqual([1, 0, 1])
  })

  it('does not end the studio where it cannot be loaded', async () => {
    const { loadURL, log, die } = guarded()
    loadURL.mockRejectedValueOnce(new Error('ERR_FAILED'))
    die('crashed')
    await vi.advanceTimersByTimeAsync(0)
    expect(log).toHaveBeenLastCalledWith('the page: Error: ERR_FAILED')
  })

  it('gives way to a page that shows the folder of the log as text', () => {
    const page = crashPage('/home/a/<img onerror=x> & "logs"', (text) => text)
    expect(page).toContain('/home/a/&#60;img onerror=x&#62; &#38; &#34;logs&#34;')
    expect(page).not.toContain('<img')
  })
})

describe('a page that holds its window open', () => {
  it('has ten seconds to save; who goes on closing after that leaves it', () => {
    const webContents = new EventEmitter()
    let time = 0
    guardClosing(webContents as never, () => time)
    const closeAt = (at: number) => {
      time = at
      const event = { preventDefault: vi.fn() }
      webContents.emit('will-prevent-unload', event)
      return event.preventDefault.mock.calls.length === 1
    }
    expect([0, 1000, 9000, 11_000, 12_000].map(closeAt)).toEqual([false, false, false, true, true])
    // Held long ago, it may warn again.
    expect([100_000, 111_000].map(closeAt)).toEqual([false, true])
  })
})
