import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Theme } from '../../shared/ipc/app'
import { webPreferences } from './webPreferences'
import { boundsOnScreen, firstSizeOn, minWindowSize, type WindowBounds } from './windowBounds'

export interface MainWindowOptions {
  /** Address of the page. */
  url: string
  theme: Theme
  bounds: WindowBounds | null
  saveBounds(bounds: WindowBounds): void
}

/** Ground of the page in both themes, so that nothing flashes before the first frame. */
const backgrounds = { dark: '#0f1115', light: '#f6f7f9' }

/** Makes the studio's window and shows it once its page is drawn. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  nativeTheme.themeSource = options.theme
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const bounds = boundsOnScreen(options.bounds, areas)
  const { isMaximized, ...place } = bounds ?? {
    ...firstSizeOn(screen.getPrimaryDisplay().workArea),
    isMaximized: false,
  }
  const window = new BrowserWindow({
    ...place,
    minWidth: minWindowSize.width,
    minHeight: minWindowSize.height,
    show: false,
    title: 'Focal Studio',
    // Alt shows it; the button in the top bar opens it as well.
    autoHideMenuBar: true,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: webPreferences(app.isPackaged, join(import.meta.dirname, '../preload/index.cjs')),
  })
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    options.saveBounds({ ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
  // A window that is closed before its page has come is no error, and what the page dies of has a guard.
  window.loadURL(options.url).catch(() => {})
  return window
}
