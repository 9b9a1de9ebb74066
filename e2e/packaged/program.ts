import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The program under test: `npm run test:packaged` names it. */
export const program = process.env.FOCAL_PACKAGED ?? ''

/** What starts it: the program itself, or one that enters the machine where it is installed. */
const starter = process.env.FOCAL_STARTER ?? program

/** Where nothing is: no Node, no Python, no other program is found by name. */
const EMPTY_PATH = '/nonexistent'

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
    spawn(starter, args, { cwd: home, env: { ...cleanEnv(home), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  return {
    home,
    start,
    run: (args, env, limitMs = 200_000) =>
      new Promise((resolve, reject) => {
        const child = start(args, env)
        const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
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
  const { DISPLAY, XAUTHORITY } = process.env
  return {
    HOME: home,
    PATH: EMPTY_PATH,
    ...(DISPLAY ? { DISPLAY } : {}),
    ...(XAUTHORITY ? { XAUTHORITY } : {}),
  }
}
