import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createCrashBudget } from '../timing/crashBudget'
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
  function guarded() {
    const webContents = Object.assign(new EventEmitter(), { reload: vi.fn() })
    const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false })
    const giveUp = vi.fn()
    const log = vi.fn()
    guardRenderer(
      window as unknown as BrowserWindow,
      createCrashBudget(2, 300_000, () => 0),
      log,
      giveUp,
    )
    const die = (reason: string) => webContents.emit('render-process-gone', {}, { reason, exitCode: 11 })
    return { window, webContents, giveUp, log, die }
  }

  it('is loaded again, and at the third time given up', () => {
    const { window, webContents, giveUp, log, die } = guarded()
    die('crashed')
    window.emit('unresponsive')
    expect([webContents.reload.mock.calls.length, giveUp.mock.calls.length]).toEqual([2, 0])
    die('oom')
    expect([webContents.reload.mock.calls.length, giveUp.mock.calls.length]).toEqual([2, 1])
    expect(log.mock.calls.flat()).toEqual([
      'the page is gone: crashed, code 11',
      'the page does not answer',
      'the page is gone: oom, code 11',
    ])
  })

  it('is left alone where it ended as it should', () => {
    const { webContents, giveUp, die } = guarded()
    for (let i = 0; i < 5; i++) die('clean-exit')
    expect([webContents.reload.mock.calls.length, giveUp.mock.calls.length]).toEqual([0, 0])
  })

  it('gives way to a page that shows the folder of the log as text', () => {
    const page = crashPage('/home/a/<img onerror=x> & "logs"', (text) => text)
    expect(page).toContain('/home/a/&#60;img onerror=x&#62; &#38; &#34;logs&#34;')
    expect(page).not.toContain('<img')
  })
})
