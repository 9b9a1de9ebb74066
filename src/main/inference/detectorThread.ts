import { createRequire } from 'node:module'
import { isMainThread, Worker } from 'node:worker_threads'
import { StudioError } from '../../shared/result'

/** What the network says about one picture: corners [D * 4] in px of its input, scores and class indices [D]. */
export interface RawDetections {
  boxes: Float32Array
  scores: Float32Array
  labels: Int32Array
  /** Time in ONNX Runtime alone. */
  ms: number
}

/** A loaded detector on a thread of its own: ONNX Runtime's `run` blocks the thread that calls it. */
export interface DetectorThread {
  /** pixels: uint8 RGB [H, W, 3] of the input's size. */
  detect(pixels: Uint8Array): Promise<RawDetections>
  close(): Promise<void>
}

export interface DetectorFile {
  bytes: Uint8Array
  input: { name: string; width: number; height: number }
  outputs: { boxes: string; scores: string; labels: string }
  /** Threads of ONNX Runtime. */
  threads: number
}

/**
 * The thread's program. It is text, not a module, so that no bundler has to know of it: it runs as it stands from
 * the sources, from the command line's bundle and from Electron's archive.
 */
const PROGRAM = `'use strict'
const { parentPort, workerData } = require('node:worker_threads')
const { InferenceSession, Tensor } = require(workerData.runtime)
const { input, outputs, threads } = workerData
const options = { intraOpNumThreads: threads, logSeverityLevel: 3 }
const opening = InferenceSession.create(workerData.bytes, options)
const send = (message, transfer) => parentPort.postMessage(message, transfer)
opening.then(() => send({ type: 'ready' }), (cause) => send({ type: 'refused', reason: String(cause) }))
parentPort.on('message', async ({ id, pixels }) => {
  try {
    const session = await opening
    if (id === null) {
      await session.release()
      parentPort.close()
      return
    }
    const image = new Tensor('uint8', pixels, [1, input.height, input.width, 3])
    const started = performance.now()
    const result = await session.run({ [input.name]: image })
    const ms = performance.now() - started
    const boxes = Float32Array.from(result[outputs.boxes].data)
    const scores = Float32Array.from(result[outputs.scores].data)
    const labels = Int32Array.from(result[outputs.labels].data, Number)
    send({ type: 'detections', id, found: { boxes, scores, labels, ms } }, [boxes.buffer, scores.buffer, labels.buffer])
  } catch (cause) {
    send({ type: 'failed', id, reason: String(cause) })
  }
})
`

type Message =
  | { type: 'ready' }
  | { type: 'refused'; reason: string }
  | { type: 'detections'; id: number; found: RawDetections }
  | { type: 'failed'; id: number; reason: string }

/**
 * Since 1.29 ONNX Runtime tells Microsoft of each process and model (names and hashes) unless the environment forbids it
 * before its first start. A thread has an environment of its own that the library does not see.
 * @see https://github.com/microsoft/onnxruntime/pull/29843
 */
function silenceRuntime(): void {
  if (!isMainThread) throw new Error('a detector is opened from the main thread of its process')
  process.env.ORT_DISABLE_TELEMETRY = '1'
}

/** Loads a detector. Throws `model-invalid` where ONNX Runtime refuses the file. */
export async function openDetectorThread(file: DetectorFile): Promise<DetectorThread> {
  silenceRuntime()
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-node')
  const worker = new Worker(PROGRAM, { eval: true, workerData: { ...file, runtime } })
  const waiting = new Map<number, { resolve(found: RawDetections): void; reject(cause: Error): void }>()
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let lastId = 0
  let isOver = false
  const settle = (message: Message) => {
    if (message.type !== 'detections' && message.type !== 'failed') return
    const caller = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'detections') caller?.resolve(message.found)
    else caller?.reject(refused(message.reason))
  }
  const giveUp = (cause: Error) => {
    isOver = true
    for (const caller of waiting.values()) caller.reject(cause)
    waiting.clear()
  }
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.type === 'ready') resolve()
      else if (message.type === 'refused') reject(refused(message.reason))
      else settle(message)
    })
    worker.on('error', (cause) => {
      reject(refused(String(cause)))
      giveUp(refused(String(cause)))
    })
    worker.on('exit', () => {
      reject(refused('its thread ended'))
      giveUp(refused('its thread ended'))
    })
  }).catch(async (cause) => {
    await worker.terminate()
    throw cause
  })
  return {
    detect(pixels) {
      if (isOver) return Promise.reject(refused('it was closed'))
      const id = ++lastId
      // Decoders hand out memory that cannot be given to another thread.
      const copy = new Uint8Array(pixels)
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, pixels: copy }, [copy.buffer])
      })
    },
    async close() {
      if (!isOver) worker.postMessage({ id: null })
      await ended
    },
  }
}

function refused(reason: string): StudioError {
  return new StudioError(
    'model-invalid',
    `The model could not be run: ${reason}.`,
    'Export the run again, or train another one.',
  )
}
