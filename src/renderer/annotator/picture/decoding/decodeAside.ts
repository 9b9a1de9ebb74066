import type { DecodeAnswer, DecodeOrder } from './orders'

type Picture = NonNullable<DecodeAnswer['picture']>

interface Waiting {
  resolve(picture: Picture): void
  reject(cause: unknown): void
}

const waiting = new Map<number, Waiting>()
let worker: Worker | null = null
let lastId = 0

/** Starts the thread before the first picture waits for it. */
export function startDecoder(): void {
  worker ??= start()
}

/** Fetches and decodes a picture on a thread of its own; rejects where it cannot be read. */
export function decodeAside(order: Omit<DecodeOrder, 'id'>): Promise<Picture> {
  worker ??= start()
  const id = ++lastId
  worker.postMessage({ ...order, id } satisfies DecodeOrder)
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
}

function start(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.picture === null) asked?.reject(new Error(data.problem))
    else asked?.resolve(data.picture)
  })
  started.addEventListener('error', ({ message }) => {
    // What it was at is lost; the next picture starts another one.
    worker = null
    for (const { reject } of waiting.values()) reject(new Error(message))
    waiting.clear()
  })
  return started
}
