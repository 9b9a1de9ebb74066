import type { z } from 'zod'
import { newId } from '../../shared/ids'
import type { JobProgress } from '../../shared/ipc/app'
import { StudioError, toErrorInfo } from '../../shared/result'
import { PUSH_INTERVAL_MS, throttle } from '../timing/throttle'

/** What a long operation is given to tell how far it is and to learn that it should end. */
export interface Job {
  readonly signal: AbortSignal
  /** `left`: seconds to go where the work knows better than what was done so far tells. */
  report(done: number, total: number | null, message?: string, left?: number | null): void
}

/** Runs long operations (imports, predictions, exports), tells the page and lets it cancel them. */
export interface JobBoard {
  run<T>(title: string, work: (job: Job) => Promise<T>, options?: { cancellable?: boolean }): Promise<T>
  cancel(jobId: string): void
  cancelAll(): void
}

type Progress = z.infer<typeof JobProgress>

/** `now` is a monotonic clock in ms; `push` is called at most 4 times a second for each job. */
export function createJobBoard(push: (progress: Progress) => void, now: () => number): JobBoard {
  const running = new Map<string, AbortController>()
  return {
    async run(title, work, { cancellable = true } = {}) {
      const jobId = newId<string>()
      const controller = new AbortController()
      running.set(jobId, controller)
      const began = now()
      let latest: Progress = {
        jobId,
        title,
        done: 0,
        total: null,
        secondsLeft: null,
        state: 'running',
        message: null,
        cancellable,
      }
      const send = throttle(push, PUSH_INTERVAL_MS)
      const report: Job['report'] = (done, total, message = undefined, left = undefined) => {
        const seconds = left === undefined ? secondsLeft(now() - began, done, total) : left
        latest = { ...latest, done, total, message: message ?? null, secondsLeft: seconds }
        send(latest)
      }
      send(latest)
      try {
        const result = await work({ signal: controller.signal, report })
        send.flush({ ...latest, state: 'done', secondsLeft: null })
        return result
      } catch (cause) {
        const isCancelled = controller.signal.aborted
        const state = isCancelled ? 'cancelled' : 'failed'
        send.flush({
          ...latest,
          state,
          secondsLeft: null,
          message: isCancelled ? null : toErrorInfo(cause).message,
        })
        throw isCancelled ? new StudioError('cancelled', `${title} was cancelled`) : cause
      } finally {
        running.delete(jobId)
      }
    },
    cancel: (jobId) => running.get(jobId)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort()
    },
  }
}

function secondsLeft(elapsedMs: number, done: number, total: number | null): number | null {
  if (total === null || done <= 0 || elapsedMs < 1000) return null
  return Math.max(0, ((total - done) * elapsedMs) / done / 1000)
}
