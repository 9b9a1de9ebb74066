import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const program = resolve(import.meta.dirname, '../../out/main/cli.js')

/** Runs a command of the built command line and reads its JSON answer; throws with its words where it fails. */
export async function cli<T = unknown>(...args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'], {
    maxBuffer: 64 * 2 ** 20,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T
}

/** A mistake as the command `errors` lists it. */
export interface ListedError {
  cause: string
  class: string
  image: string
  verdict: string | null
}

export interface ListedErrors {
  errors: ListedError[]
  verdicts?: { fates: { kind: string; outcome: string; className: string }[] }
}

/** What became of the boxes between two runs, as the command `compare` counts it. */
export interface Compared {
  boxes: Record<'fixed' | 'regressed' | 'stillWrong' | 'newFalsePositives' | 'falsePositivesGone', number>
}
