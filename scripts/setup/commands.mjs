/** Running other programs. */
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { delimiter, join } from 'node:path'

/** The full path of a program on PATH, or null. @param {string} name */
export function findProgram(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not in this folder.
      }
    }
  }
  return null
}

/**
 * Runs a program to its end and returns what it said; never throws.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function capture(program, args, options = {}) {
  const shell = process.platform === 'win32' && /^(npm|npx)$/.test(program)
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64e6, shell, ...options })
  return {
    ok: result.status === 0,
    stdout: String(result.stdout ?? ''),
    stderr: String(result.stderr ?? result.error?.message ?? ''),
  }
}

/**
 * Runs a program and throws with the end of its output when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function mustRun(program, args, options = {}) {
  const result = capture(program, args, options)
  if (result.ok) return result.stdout
  const output = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n')
  throw new Error(`${program} ${args[0] ?? ''} failed:\n${output}`)
}

/** What a person, a closed terminal or the system ends a program with. @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** npm passes on the Ctrl+C that the terminal has given to all of its processes: what comes so soon is the same one. */
const ECHO_MS = 500

/**
 * Runs a program on the person's own terminal and resolves with its exit code. The program gets a process group of
 * its own, and an interrupt goes to the whole group: a virtual display ends with the studio.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {(signal: NodeJS.Signals) => NodeJS.Signals} [passedAs] what the program gets for a signal to this process
 * @returns {Promise<number>}
 */
export function runVisibly(program, args, options = {}, passedAs = (signal) => signal) {
  return new Promise((done, fail) => {
    const isWindows = process.platform === 'win32'
    const shell = isWindows && /^(npm|npx)$/.test(program)
    const child = spawn(program, args, { stdio: 'inherit', shell, detached: !isWindows, ...options })
    /** @type {number | null} */
    let passedAt = null
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      const now = performance.now()
      // A terminal that closes hangs up more than once.
      if (passedAt !== null && (signal === 'SIGHUP' || now - passedAt < ECHO_MS)) return
      passedAt = now
      if (isWindows || child.pid === undefined) child.kill(passedAs(signal))
      else process.kill(-child.pid, passedAs(signal))
    }
    for (const signal of PASSED_ON) process.on(signal, pass)
    child.on('error', fail)
    child.on('close', (code, signal) => {
      for (const each of PASSED_ON) process.off(each, pass)
      done(code ?? 128 + osConstants.signals[signal ?? 'SIGTERM'])
    })
  })
}
