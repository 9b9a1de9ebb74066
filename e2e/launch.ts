import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const projectDir = resolve(import.meta.dirname, '..')

/** Answers for the system's dialogs, from purpose to path; null cancels. */
export type DialogAnswers = Record<string, string | null>

/** Uncaught errors and a crash of the page count as console errors. */
export interface Problems {
  consoleErrors: string[]
  cspViolations: string[]
}

export interface Studio {
  app: ElectronApplication
  /** The studio's one window. */
  page: Page
  /** Preferences, logs and caches of this launch; gone after `close`, kept after `kill`. */
  userData: string
  /** An empty folder for what dialogs choose. */
  dialogFolder: string
  /** All that went wrong in the page so far; a journey ends by expecting none. */
  problems(): Promise<Problems>
  answerDialogs(answers: DialogAnswers): void
  /** Quits as a person would and removes the launch's folders. */
  close(): Promise<void>
  /** Ends the main process as a power cut would (SIGKILL). */
  kill(): Promise<void>
}

export interface LaunchOptions {
  /** Continue with the user data of an earlier launch. */
  userData?: string
  /** What the dialogs answer, given the folder made for them. */
  dialogs?: (folder: string) => DialogAnswers
  env?: Record<string, string>
  /** More words for the command line, such as `--force-device-scale-factor=2`. */
  args?: readonly string[]
}

/** Opens the built studio in real Electron with its sandbox on, and user data of its own. */
export async function launchStudio(options: LaunchOptions = {}): Promise<Studio> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'focal-e2e-'))
  const dialogFolder = join(userData, 'dialogs')
  const dialogFile = join(userData, 'dialogs.json')
  mkdirSync(dialogFolder, { recursive: true })
  const answerDialogs = (answers: DialogAnswers) => writeFileSync(dialogFile, JSON.stringify(answers))
  answerDialogs(options.dialogs?.(dialogFolder) ?? {})
  const app = await launchElectron({
    executablePath: electronPath(),
    // Playwright switches the sandbox off unless asked not to.
    chromiumSandbox: true,
    args: [...(options.args ?? []), projectDir],
    cwd: projectDir,
    env: {
      ...inheritedEnv(),
      FOCAL_USER_DATA: userData,
      FOCAL_E2E: '1',
      FOCAL_E2E_DIALOGS: dialogFile,
      ...options.env,
    },
  })
  const problems: Problems = { consoleErrors: [], cspViolations: [] }
  const page = await app.firstWindow()
  watch(page, problems)
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    userData,
    dialogFolder,
    problems: async () => {
      // A round trip through the page, so that what it said before has arrived.
      await page.evaluate(() => new Promise((done) => setTimeout(done)))
      return problems
    },
    answerDialogs,
    close: async () => {
      await app.close()
      rmSync(userData, { recursive: true, force: true })
    },
    kill: async () => {
      const child = app.process()
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
    },
  }
}

/**
 * Launches, a second time where the first hangs: on a busy machine Playwright now and then misses the moment at which Electron is
 * ready, and waits for ever though the debugger is attached.
 */
async function launchElectron(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: 60_000 })
  } catch (cause) {
    console.warn(`Electron is launched a second time: ${String(cause).split('\n')[0]}`)
    return _electron.launch(options)
  }
}

function watch(page: Page, problems: Problems): void {
  page.on('console', (message) => {
    const text = message.text()
    // Chromium reports a violation as an error, and a report-only one as a warning.
    if (/Content Security Policy/i.test(text)) problems.cspViolations.push(text)
    else if (message.type() === 'error') problems.consoleErrors.push(text)
  })
  page.on('pageerror', (error) => problems.consoleErrors.push(`uncaught: ${error.message}`))
  page.on('crash', () => problems.consoleErrors.push('the page crashed'))
}

/** The Electron that the set-up put in place. */
function electronPath(): string {
  if (process.env.FOCAL_ELECTRON) return process.env.FOCAL_ELECTRON
  const manifest = JSON.parse(readFileSync(join(projectDir, '.setup', 'manifest.json'), 'utf8'))
  return String(manifest.electron.executable)
}

/** Playwright wants no undefined values. */
function inheritedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}
