import { builtEntry } from '../fs/builtEntry'
import { type FolderPlaces, fileOf, lookAtPicture, lookAtRead } from './lookAtPicture'
import { openReadThread, type ReadThread } from './readThread'
import type { PictureFacts, PicturePlace, ReadOptions } from './types'

/** Pictures read at the same time: the disk and the hash gain from a few, memory does not from many. */
const NUM_READERS = 4
/** From so many pictures on a thread repays its start. */
const THREAD_FROM = 300
/** So many of the readers where the thread reads too, which is asked for more before it has answered. */
const NUM_BESIDE_THREAD = 2
const ASKED_AHEAD = 3
const PICTURES_AT_ONCE = 32
/** Room for what is asked for at once; what does not fit is read here. */
const SPACE_BYTES = 4 * 1024 * 1024

/**
 * Looks at every picture and hands on what was seen in the order of the places. Many are read and hashed on a second
 * thread; where that does not come up or dies it costs time alone.
 * @throws what aborted the signal
 */
export async function lookAtAll(
  places: readonly PicturePlace[],
  options: Pick<ReadOptions, 'look' | 'signal' | 'onProgress'>,
  take: (seen: PictureFacts | null, at: number) => void,
  entry: string | URL = builtEntry('readPictures.js'),
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
    while (next < places.length) {
      // What the thread has read comes first: it waits for its space.
      if (thread !== null) await new Promise(setImmediate)
      if (next < places.length) await lookHere(next++)
    }
  }
  const asker = async (thread: ReadThread) => {
    let space = new ArrayBuffer(SPACE_BYTES)
    while (next < places.length) {
      const from = next
      next = Math.min(places.length, from + PICTURES_AT_ONCE)
      const some = places.slice(from, next)
      const answer = await thread.read({ space, paths: filesOf(some) })
      const bytes = new Uint8Array(answer?.space ?? new ArrayBuffer(0))
      for (let i = 0; i < some.length; i++) {
        const read = answer?.read[i]
        if (read === undefined) await lookHere(from + i)
        else put(from + i, await lookAtRead(bytes, read))
      }
      if (answer === undefined) return
      space = answer.space
    }
  }
  const thread = look === lookAtPicture && places.length >= THREAD_FROM ? openReadThread(entry) : null
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

/** No path for what leads out of its folder: looking at it here says so. */
function filesOf(places: readonly PicturePlace[]): string[] {
  const folders: FolderPlaces = new Map()
  return places.map((place) => {
    try {
      return fileOf(place, folders)
    } catch {
      return ''
    }
  })
}
