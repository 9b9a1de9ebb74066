import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The program under test: `npm run test:packaged` names it. */
export const program = process.env.FOCAL_PACKAGED ?? ''

/** What starts it: the program itself, one that enters the machine where it is installed, or an AppImage. */
const starter = process.env.FOCAL_STARTER ?? program

export const isAppImage = starter.endsWith('.AppImage')

/** Where nothing is: no Node, no Python, no other program is found by name; for an AppImage, what its launcher calls. */
export const STARTER_PATH = process.env.FOCAL_STARTER_PATH ?? '/nonexistent'

export interface Ended {
  code: number | null
  signal: string | null
  out: string
  err: string
}

/** A home and user data of its own, and none of this process's environment. */
export interface Machine {
  home: string
  start(args: readonly string[], env?: Record<string, string>): ChildProcess
  /** Runs to the end, or is killed after a while. */
  run(args: readonly string[], env?: Record<string, string>, limitMs?: number): Promise<Ended>
  clear(): void
}

/** A person's machine as the program meets it the first time. */
export function freshMachine(): Machine {
  const home = mkdtempSync(join(tmpdir(), 'focal-packaged-'))
  const start = (args: readonly string[], env: Record<string, string> = {}) =>
    spawn(starter, args, {
      cwd: home,
      env: { ...cleanEnv(home), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // The runtime that an AppImage begins with may be the program's parent: they are killed together.
      detached: isAppImage,
    })
  return {
    home,
    start,
    run: (args, env, limitMs = 200_000) =>
      new Promise((resolve, reject) => {
        const child = start(args, env)
        const limit = setTimeout(() => {
          if (isAppImage && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
          else child.kill('SIGKILL')
        }, limitMs)
        const ended: Ended = { code: null, signal: null, out: '', err: '' }
        child.stdout?.setEncoding('utf8').on('data', (text: string) => {
          ended.out += text
        })
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
          ended.err += text
        })
        child.on('error', reject)
        child.on('close', (code, signal) => {
          clearTimeout(limit)
          resolve({ ...ended, code, signal })
        })
      }),
    clear: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
  }
}

function cleanEnv(home: string): Record<string, string> {
  const { DISPLAY, XAUTHORITY, APPIMAGE_EXTRACT_AND_RUN } = process.env
  return {
    HOME: home,
    PATH: STARTER_PATH,
    ...(DISPLAY ? { DISPLAY } : {}),
    ...(XAUTHORITY ? { XAUTHORITY } : {}),
    ...(APPIMAGE_EXTRACT_AND_RUN ? { APPIMAGE_EXTRACT_AND_RUN } : {}),
  }
}
