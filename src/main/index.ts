import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { countBoot } from './app/bootCounter'
import { runCommand, runWindowless } from './app/commandLine'
import { readArguments } from './app/commandLineArguments'
import { createCrashHandler, guardCrashes } from './app/crashGuard'
import { manageQuit, QUIT_PATIENCE_MS } from './app/lifecycle'
import { openLog } from './app/logger'
import { configurePaths, logFolder, rendererFolder } from './app/paths'
import { createServices } from './app/services'
import { claimSingleInstance } from './app/singleInstance'
import { collectStartGarbage } from './app/startGarbage'
import type { Say } from './app/systemWords'
import { createHandlers } from './ipc/handlers'
import { connectRouter } from './ipc/router'
import { createAppResponder } from './protocol/appProtocol'
import { createImageResponder } from './protocol/imageProtocol'
import { registerSchemes } from './protocol/schemes'
import { serveSchemes } from './protocol/serve'
import { closeClipboard } from './security/clipboard'
import { closeHosts } from './security/hostRules'
import { guardNavigation } from './security/navigation'
import { APP_URL, devServerUrl, trustedOrigin } from './security/origin'
import { guardPermissions } from './security/permissions'
import { isSandboxOff, SANDBOX_REFUSAL } from './security/sandboxSwitch'
import { forgetPageStorage, guardSession } from './security/session'
import { isTrustedSender } from './security/trustedSender'
import { createCrashBudget } from './timing/crashBudget'
import { guardClosing } from './windows/closeGuard'
import { showCrashWindow } from './windows/crashWindow'
import { createMainWindow } from './windows/mainWindow'
import { guardRenderer } from './windows/rendererGuard'

/** A start that stays up this long was a good one. */
const HEALTHY_AFTER_MS = 20_000
/** After the page has come: what a start does is done by then. */
const START_ENDS_AFTER_MS = 1000
/** Loaded again so often; at the next crash within the time the crash page takes over. */
const RENDERER_CRASHES = { max: 2, windowMs: 5 * 60_000 }

configurePaths(process.env)
closeHosts(app, devServerUrl(app.isPackaged, process.env))
closeClipboard(app)
let window: BrowserWindow | null = null
const asked = readArguments(process.argv, app.isPackaged)
if (asked.kind === 'command') void runCommand(asked.args)
else if (asked.kind === 'command without its switches') process.exit(runWindowless(asked.args))
else if (isSandboxOff(app)) void app.whenReady().then(refuseToRun)
else if (claimSingleInstance(bringToFront)) prepare()
else app.quit()

/** All that must happen before Electron is ready; nothing here may wait. */
function prepare(): void {
  app.enableSandbox()
  registerSchemes()
  const log = openLog(logFolder())
  const boot = countBoot(join(app.getPath('userData'), 'starting'))
  if (boot.isSafeMode) app.disableHardwareAcceleration()
  guardNavigation(app, (what, url) => log.warn({ what, url: url.slice(0, 200) }, 'refused'))

  const services = createServices({ window: () => window, log, isSafeMode: boot.isSafeMode })
  guardCrashes(
    process,
    createCrashHandler({
      folder: logFolder(),
      log: (message) => log.fatal(message),
      flush: services.shutDown,
      tell: (title, message) => dialog.showErrorBox(title, message),
      say: services.systemWords.say,
      exit: (code) => app.exit(code),
      now: () => new Date(),
      patienceMs: QUIT_PATIENCE_MS,
    }),
  )
  manageQuit(app, services.shutDown, QUIT_PATIENCE_MS, (message) => log.warn(message))
  void app.whenReady().then(() => {
    open(services, log)
    setTimeout(boot.markHealthy, HEALTHY_AFTER_MS).unref()
    app.once('will-quit', boot.markHealthy)
  })
}

/** Guards, protocols, calls, window: in this order, so that the page never runs without them. */
function open(services: ReturnType<typeof createServices>, log: ReturnType<typeof openLog>): void {
  const devServer = devServerUrl(app.isPackaged, process.env)
  const origin = trustedOrigin(devServer)
  guardPermissions(session.defaultSession)
  guardSession(session.defaultSession, devServer, (url) =>
    log.warn({ url: url.slice(0, 200) }, 'request refused'),
  )
  serveSchemes({
    'studio-app': createAppResponder(rendererFolder()),
    'studio-image': createImageResponder(services.images, origin, (url, cause) =>
      log.warn({ url, err: cause }, 'picture'),
    ),
  })
  connectRouter({
    handlers: createHandlers(services),
    takeDropped: services.takeDropped,
    isTrusted: (event) => isTrustedSender(event, mainFrame(), origin),
    report: (call, error, cause) => log.error({ call, code: error.code, err: cause }, error.message),
  })
  const url = devServer ?? APP_URL
  window = createMainWindow({
    url,
    theme: services.settings.get('theme'),
    bounds: services.settings.get('windowBounds'),
    saveBounds: (windowBounds) => services.settings.set({ windowBounds }),
  })
  window.once('closed', () => {
    window = null
  })
  const startHasEnded = () => {
    collectStartGarbage()
    forgetPageStorage(session.defaultSession).catch((cause: unknown) => log.warn({ err: cause }, 'storage'))
  }
  window.webContents.once('did-finish-load', () => setTimeout(startHasEnded, START_ENDS_AFTER_MS))
  const budget = createCrashBudget(RENDERER_CRASHES.max, RENDERER_CRASHES.windowMs, () => performance.now())
  guardClosing(window.webContents, () => performance.now())
  guardRenderer(
    window,
    url,
    budget,
    (message) => log.error(message),
    () => giveUpOnPage(services.systemWords.say),
  )
}

function refuseToRun(): void {
  process.stderr.write(`${SANDBOX_REFUSAL.title}. ${SANDBOX_REFUSAL.message}\n`)
  dialog.showErrorBox(SANDBOX_REFUSAL.title, SANDBOX_REFUSAL.message)
  app.exit(1)
}

function mainFrame(): BrowserWindow['webContents']['mainFrame'] | null {
  return window === null || window.isDestroyed() ? null : window.webContents.mainFrame
}

function giveUpOnPage(say: Say): void {
  showCrashWindow(logFolder(), say)
  window?.destroy()
}

function bringToFront(): void {
  if (window === null) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
