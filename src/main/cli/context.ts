import { aboutDurationText } from '../../shared/text/duration'
import type { OwnPrograms } from './ownPrograms'

/** Tells how a long operation gets on: `done` of `total`, where the total is known. */
export type ReportProgress = (done: number, total: number | null, what: string) => void

/** What every command gets: where to print, and when to stop. */
export interface CliContext {
  /** Aborted by Ctrl+C: the command saves and ends with 130. */
  signal: AbortSignal
  /** Progress for people, on standard error. */
  progress: ReportProgress
  /** A line for people, on standard error. */
  say(message: string): void
  /** Absent: the studio's other programs are children of this Node. */
  programs?: OwnPrograms
}

const LINE_EVERY_MS = 3000

/** Makes a context that writes to standard error: a bar on a terminal, a line every few seconds otherwise. */
export function createContext(signal: AbortSignal, err: NodeJS.WriteStream, now: () => number): CliContext {
  let lastLine = Number.NEGATIVE_INFINITY
  let startedAt = now()
  let lastWhat = ''
  let lastText = ''
  let isBarOpen = false
  const endBar = () => {
    if (isBarOpen) err.write('\n')
    isBarOpen = false
  }
  return {
    signal,
    say(message) {
      endBar()
      err.write(`${message}\n`)
    },
    progress(done, total, what) {
      if (what !== lastWhat) {
        endBar()
        lastWhat = what
        startedAt = now()
        lastLine = Number.NEGATIVE_INFINITY
      }
      const isLast = total !== null && done >= total
      if (err.isTTY) {
        err.write(`\r\u001b[K${barText(done, total, what, now() - startedAt)}`)
        isBarOpen = true
        if (isLast) endBar()
        return
      }
      if (!isLast && now() - lastLine < LINE_EVERY_MS) return
      lastLine = now()
      const text = lineText(done, total, what, now() - startedAt)
      // The end may be told more than once.
      if (text !== lastText) err.write(`${text}\n`)
      lastText = text
    },
  }
}

function lineText(done: number, total: number | null, what: string, elapsedMs: number): string {
  if (total === null) return `${what}: ${done}`
  return `${what}: ${done} of ${total}${leftText(done, total, elapsedMs)}`
}

function barText(done: number, total: number | null, what: string, elapsedMs: number): string {
  if (total === null || total === 0) return `${what}: ${done}`
  const width = 28
  const filled = Math.min(width, Math.round((width * done) / total))
  return `${what} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${total}${leftText(done, total, elapsedMs)}`
}

function leftText(done: number, total: number, elapsedMs: number): string {
  if (done <= 0 || done >= total || elapsedMs < 2000) return ''
  return `, ${aboutDurationText(((elapsedMs / 1000) * (total - done)) / done)} left`
}
