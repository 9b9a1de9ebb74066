import { Worker } from 'node:worker_threads'
import type { ReadPicture } from './readPicture'

/** The space goes to the thread and comes back with the answer. */
export interface ReadQuestion {
  space: ArrayBuffer
  paths: readonly string[]
}

export interface ReadAnswer {
  space: ArrayBuffer
  /** In the order of the paths; undefined: to be looked at in another way. */
  read: readonly (ReadPicture | undefined)[]
}

/** Reads and hashes pictures on a second thread, as many as fit into a space. */
export interface ReadThread {
  /** undefined where the thread has ended, by itself or closed. */
  read(question: ReadQuestion): Promise<ReadAnswer | undefined>
  close(): void
}

/** @param entry the built `readPictures.js` */
export function openReadThread(entry: string | URL): ReadThread {
  const worker = new Worker(entry)
  /** Who waits, in the order asked: the thread answers in that order. */
  const waiting: ((answer: ReadAnswer | undefined) => void)[] = []
  let isOver = false
  const end = () => {
    isOver = true
    for (const caller of waiting.splice(0)) caller(undefined)
  }
  worker.on('message', (answer: ReadAnswer) => waiting.shift()?.(answer))
  worker.on('error', end)
  worker.on('exit', end)
  return {
    read: (question) =>
      new Promise((resolve) => {
        if (isOver) return resolve(undefined)
        waiting.push(resolve)
        worker.postMessage(question, [question.space])
      }),
    close() {
      end()
      void worker.terminate()
    },
  }
}
