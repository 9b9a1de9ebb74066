import { describe, expect, it } from 'vitest'
import { webPreferences } from './webPreferences'
import { boundsOnScreen } from './windowBounds'

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
