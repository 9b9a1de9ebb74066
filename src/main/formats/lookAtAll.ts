import { builtEntry } from '../fs/builtEntry'
import { lookAtPicture } from './lookAtPicture'
import { type LookThread, openLookThread } from './lookThread'
import type { PictureFacts, PicturePlace, ReadOptions } from './types'

/** Pictures read at the same time: the disk and the hash gain from a few, memory does not from many. */
const NUM_READERS = 4
/** So many of them here where a second thread has as many. */
const NUM_BESIDE_THREAD = 2
/** From so many pictures on a thread repays its start. */
const THREAD_FROM = 300
/** What the thread is asked for at a time, and how often ahead: it does not wait while this one is busy. */
const PICTURES_AT_ONCE = 32
const ASKED_AHEAD = 2

/**
 * Looks at every picture, half of many on a second thread, and hands on what was seen in the order of the places.
 * A thread that does not come up or dies costs time alone: what it was asked for is looked at here.
 * @throws what aborted the signal
 */
export async function lookAtAll(
  places: readonly PicturePlace[],
  options: Pick<ReadOptions, 'look' | 'signal' | 'onProgress'>,
  take: (seen: PictureFacts | null, at: number) => void,
  entry: string | URL = builtEntry('look.js'),
): Promise<void> {
  const { look = lookAtPicture, signal, onProgress } = options
  const seen: (PictureFacts | null | undefined)[] = new Array(places.length).fill(undefined)
  let next = 0
  let taken = 0
  const put = (at: number, facts: PictureFacts | null) => {
    seen[at] = facts
    for (let each = seen[taken]; each !== undefined; each = seen[taken]) {
      seen[taken] = undefined
      take(each, taken++)
      onProgress?.(taken, places.length)
    }
  }
  const lookHere = async (at: number) => {
    signal?.throwIfAborted()
    put(at, await look(places[at] as PicturePlace))
  }
  const reader = async () => {
    while (next < places.length) await lookHere(next++)
  }
  const asker = async (thread: LookThread) => {
    while (next < places.length) {
      const from = next
      next = Math.min(places.length, from + PICTURES_AT_ONCE)
      const found = await thread.look(places.slice(from, next))
      for (let at = from; at < from + (found?.length ?? 0); at++) put(at, found?.[at - from] ?? null)
      if (found !== undefined) continue
      for (let at = from; at < Math.min(places.length, from + PICTURES_AT_ONCE); at++) await lookHere(at)
      return
    }
  }
  const thread = look === lookAtPicture && places.length >= THREAD_FROM ? openLookThread(entry) : null
  const close = () => thread?.close()
  signal?.addEventListener('abort', close)
  try {
    await Promise.all([
      ...Array.from({ length: thread === null ? NUM_READERS : NUM_BESIDE_THREAD }, reader),
      ...(thread === null ? [] : Array.from({ length: ASKED_AHEAD }, () => asker(thread))),
    ])
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}
