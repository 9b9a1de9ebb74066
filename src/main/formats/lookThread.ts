import { Worker } from 'node:worker_threads'
import type { PictureFacts, PicturePlace } from './types'

type Seen = (PictureFacts | null)[]

/** `lookAtPicture` on a second thread. */
export interface LookThread {
  /** Of many pictures, in their order; undefined where the thread has ended, by itself or closed. */
  look(places: readonly PicturePlace[]): Promise<Seen | undefined>
  close(): void
}

/** @param entry the built `look.js` */
export function openLookThread(entry: string | URL): LookThread {
  const worker = new Worker(entry)
  /** Who waits, in the order asked: the thread answers in that order. */
  const waiting: ((seen: Seen | undefined) => void)[] = []
  let isOver = false
  const end = () => {
    isOver = true
    for (const caller of waiting.splice(0)) caller(undefined)
  }
  worker.on('message', (seen: Seen) => waiting.shift()?.(seen))
  worker.on('error', end)
  worker.on('exit', end)
  return {
    look: (places) =>
      new Promise((resolve) => {
        if (isOver) return resolve(undefined)
        waiting.push(resolve)
        worker.postMessage(places)
      }),
    close() {
      end()
      void worker.terminate()
    },
  }
}
