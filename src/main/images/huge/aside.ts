import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { builtEntry } from '../../fs/builtEntry'
import type { ImageInfo, ImageResult } from '../types'
import { carryOut } from './carryOut'
import type { HugeAnswer, HugeOrder } from './orders'
import type { RowOfTiles } from './pyramidOfBands'
import type { Pixels } from './streamed'

/** Reads the first sight of a huge picture that `isStreamed` on a thread of its own. */
export async function readFirstAside(path: string, info: ImageInfo): Promise<ImageResult<Pixels>> {
  const answer = await inWorker({ kind: 'first', path, info })
  if ('first' in answer) return answer.first
  throw new Error('the pictures’ worker answered something else')
}

/** Cuts the tiles of a huge picture on a thread of its own; `onRow` hears of each row of them. */
export async function cutTilesAside(
  path: string,
  folder: string,
  onRow: (row: RowOfTiles) => void,
): Promise<ImageResult<null>> {
  const answer = await inWorker({ kind: 'tiles', path, folder }, onRow)
  if ('tiles' in answer) return answer.tiles
  throw new Error('the pictures’ worker answered something else')
}

function inWorker(
  order: HugeOrder,
  onRow: (row: RowOfTiles) => void = () => {},
): Promise<Exclude<HugeAnswer, { row: RowOfTiles }>> {
  const entry = builtEntry('huge.js')
  return new Promise((done, fail) => {
    const hear = (answer: HugeAnswer) => {
      if ('row' in answer) onRow(answer.row)
      else done(answer)
    }
    // Run from its sources, without a build, the studio does it in this thread.
    if (!existsSync(entry)) return void carryOut(order, hear).catch(fail)
    const worker = new Worker(entry, { workerData: order })
    worker.on('message', (answer: HugeAnswer) => {
      hear(answer)
      // The library's own threads would keep it.
      if (!('row' in answer)) void worker.terminate()
    })
    worker.once('error', fail)
    worker.once('exit', () => fail(new Error('the pictures’ worker ended without an answer')))
  })
}
