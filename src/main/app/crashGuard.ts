import { homedir } from 'node:os'
import { join } from 'node:path'
import { lastWords } from '../../shared/dialogs/lastWords'
import { writeOwnFile } from '../fs/ownFiles'
import { redactHome } from './redact'
import type { Say } from './systemWords'

export interface CrashGuardOptions {
  folder: string
  log(message: string): void
  /** Whatever is still under way and must reach the disk; bounded by `patienceMs`. */
  flush(): Promise<void>
  tell(title: string, message: string): void
  say: Say
  exit(code: number): void
  now(): Date
  patienceMs: number
}

/**
 * The last resort for an error that nobody caught: saves what is under way, writes a report without the
 * person's home path, says so and ends with code 1. Further errors while this goes on are only logged.
 */
export function createCrashHandler(options: CrashGuardOptions): (cause: unknown) => Promise<void> {
  let isCrashing = false
  return async (cause) => {
    options.log(describeError(cause))
    if (isCrashing) return
    isCrashing = true
    let report = 'no report could be written'
    try {
      report = writeReport(options.folder, options.now(), cause)
    } catch (problem) {
      options.log(describeError(problem))
    }
    await Promise.race([options.flush().catch(() => undefined), delay(options.patienceMs)])
    const { title, words, label } = lastWords.crash
    options.tell(options.say(title), `${options.say(words)}\n\n${options.say(label)} ${report}`)
    options.exit(1)
  }
}

/** Sends what nobody caught to the handler. */
export function guardCrashes(emitter: NodeJS.Process, handle: (cause: unknown) => Promise<void>): void {
  emitter.on('uncaughtException', (cause) => void handle(cause))
  emitter.on('unhandledRejection', (cause) => void handle(cause))
}

function writeReport(folder: string, time: Date, cause: unknown): string {
  const file = join(folder, `crash-${time.toISOString().replaceAll(':', '-')}.txt`)
  const versions = ['electron', 'chrome', 'node'].map((name) => `${name} ${process.versions[name] ?? '-'}`)
  const text = `${time.toISOString()}\n${versions.join(', ')}, ${process.platform} ${process.arch}\n\n${describeError(cause)}\n`
  writeOwnFile(file, redactHome(text, homedir()))
  return file
}

function describeError(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
