import { app, BrowserWindow } from 'electron'
import { crashPage } from './crashPage'
import { webPreferences } from './webPreferences'

/** A page with no script of its own that says where the log is, for when the studio's page keeps dying. */
export function showCrashWindow(logFolder: string, say: (english: string) => string): BrowserWindow {
  const window = new BrowserWindow({
    width: 560,
    height: 320,
    title: 'Focal Studio',
    webPreferences: { ...webPreferences(app.isPackaged, ''), preload: undefined, javascript: false },
  })
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(crashPage(logFolder, say))}`)
  return window
}
