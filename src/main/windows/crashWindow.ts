import { app, BrowserWindow } from 'electron'
import { webPreferences } from './webPreferences'

/** A page with no script of its own that says where the log is, for when the studio's page keeps dying. */
export function showCrashWindow(logFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 560,
    height: 320,
    title: 'Focal Studio',
    webPreferences: { ...webPreferences(app.isPackaged, ''), preload: undefined, javascript: false },
  })
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(crashPage(logFolder))}`)
  return window
}

/** The page's text; nothing in it is interpreted. */
export function crashPage(logFolder: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Focal Studio</title>
<body style="font:15px system-ui;padding:32px;line-height:1.5">
<h1 style="font-size:19px">The window keeps crashing</h1>
<p>Your labels are saved. Close this window and start the studio again; it will come up without graphics acceleration if that was the cause.</p>
<p>The log is in <code>${escapeHtml(logFolder)}</code></p>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
