import { Worker } from 'node:worker_threads'
import { StudioError } from '../../shared/result'
import type { JudgingJob, JudgingName, QueryOf, ResultOf } from './judgings'
import type { JudgeCommand, JudgeData, JudgeEvent } from './protocol'

/** Works out what a run did, on a thread of its own: the one that answers the window stays free. */
export interface Judge {
  /** Throws what the judging throws, and `cancelled` where it was called off, a newer question took its place or the judge was closed. */
  ask<N extends JudgingName>(name: N, query: QueryOf<N>, job?: Partial<JudgingJob>): Promise<ResultOf<N>>
  /** Ends the thread; whoever waits gets `cancelled`. */
  close(): Promise<void>
}

/** Of these only the newest answer is looked at: a question calls off the one before of the same name. */
const NEWEST_ONLY: ReadonlySet<JudgingName> = new Set([
  'queue',
  'counts',
  'costs',
  'report',
  'figures',
  'confusion',
  'confusionCell',
  'intervals',
  'pair',
  'labelDiff',
  'suspects',
])

export interface JudgeOptions extends JudgeData {
  /** The built `judge.js`. */
  entry: string | URL
  /** The project's as it is now: the thread reads anew what changed with it. */
  dataVersion(): number
}

interface Waiting {
  name: JudgingName
  resolve(result: never): void
  reject(cause: Error): void
  onProgress: JudgingJob['onProgress'] | undefined
}

/** One thread, begun with the first question and again where it ended by itself. */
export function createJudge({ entry, dataVersion, ...data }: JudgeOptions): Judge {
  let worker: Worker | null = null
  let lastId = 0
  let isClosed = false
  const waiting = new Map<number, Waiting>()

  const take = (id: number): Waiting | undefined => {
    const caller = waiting.get(id)
    waiting.delete(id)
    return caller
  }
  const hear = (event: JudgeEvent) => {
    if (event.type === 'progress') waiting.get(event.id)?.onProgress?.(event.done, event.total)
    else if (event.type === 'answer') take(event.id)?.resolve(event.result as never)
    else take(event.id)?.reject(new StudioError(event.error.code, event.error.message, event.error.hint))
  }
  const failAll = (cause: StudioError) => {
    for (const id of [...waiting.keys()]) take(id)?.reject(cause)
  }
  function start(): Worker {
    const made = new Worker(entry, { workerData: data satisfies JudgeData })
    let why = 'its thread ended'
    made.on('message', hear)
    made.on('error', (cause) => {
      why = cause instanceof Error ? cause.message : String(cause)
    })
    made.on('exit', () => {
      if (worker !== made) return
      worker = null
      failAll(new StudioError('internal', `Judging the run broke off: ${why}.`, 'Try again.'))
    })
    return made
  }
  const post = (command: JudgeCommand) => worker?.postMessage(command)
  const callOff = (id: number, why: string) => {
    const caller = take(id)
    if (caller === undefined) return
    post({ type: 'cancel', id })
    caller.reject(new StudioError('cancelled', why))
  }

  return {
    ask(name, query, { signal, onProgress } = {}) {
      if (isClosed) return Promise.reject(new StudioError('cancelled', 'The project was closed.'))
      if (signal?.aborted)
        return Promise.reject(new StudioError('cancelled', 'Judging the run was cancelled.'))
      if (NEWEST_ONLY.has(name)) {
        for (const [id, before] of waiting) {
          if (before.name === name) callOff(id, 'A newer question took its place.')
        }
      }
      worker ??= start()
      const id = ++lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { name, resolve, reject, onProgress })
        signal?.addEventListener('abort', () => callOff(id, 'Judging the run was cancelled.'), { once: true })
        post({ type: 'ask', id, name, query, dataVersion: dataVersion() })
      })
    },
    async close() {
      isClosed = true
      failAll(new StudioError('cancelled', 'The project was closed.'))
      const ending = worker
      if (ending === null) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      post({ type: 'close' })
      const patience = setTimeout(() => void ending.terminate(), CLOSE_PATIENCE_MS)
      await ended
      clearTimeout(patience)
    },
  }
}

/** What is being worked out has this long to come to a slice's end. */
const CLOSE_PATIENCE_MS = 500
