import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ImageRecord } from '../../../shared/annotation/schema'
import { DEEP_TYPE } from '../../../shared/images/deepPicture'
import { pyramidLevels, TILED_FROM_PIXELS, type TilePlace } from '../../../shared/images/pyramid'
import { StudioError } from '../../../shared/result'
import { builtEntry } from '../../fs/builtEntry'
import { fillFolder } from '../../fs/cachedFolder'
import type { ImageResult } from '../types'
import type { EncodedImage } from '../upright'
import { deepTileName, tileName } from './cutTiles'

interface TileRequest {
  path: string
  image: Pick<ImageRecord, 'width' | 'height' | 'contentHash'>
  cacheFolder: string
  place: TilePlace
}

/** Pyramids that are being made, by their folder. */
const inWork = new Map<string, Promise<void>>()
/** One at a time: each holds a whole picture. */
let last: Promise<void> = Promise.resolve()

/**
 * A tile of a huge picture; the first one asked for waits until the whole pyramid lies in the cache.
 * Throws `not-found` for a place that there is not, and what is wrong with the picture.
 */
export async function readTile({ path, image, cacheFolder, place }: TileRequest): Promise<EncodedImage> {
  const { level, column, row } = place
  const size = pyramidLevels(image.width, image.height)[level]
  const isTiled = image.width * image.height > TILED_FROM_PIXELS && image.contentHash !== ''
  if (!isTiled || size === undefined || column >= size.columns || row >= size.rows)
    throw new StudioError('not-found', `The picture has no tile ${level}/${column}/${row}.`)
  const folder = join(cacheFolder, 'tiles', image.contentHash)
  if (!existsSync(folder)) await make(path, folder)
  const deep = join(folder, deepTileName(level, column, row))
  if (existsSync(deep)) return { bytes: await readFile(deep), contentType: DEEP_TYPE }
  return { bytes: await readFile(join(folder, tileName(level, column, row))), contentType: 'image/jpeg' }
}

function make(path: string, folder: string): Promise<void> {
  const known = inWork.get(folder)
  if (known !== undefined) return known
  const making = last.then(() => cutAside(path, folder)).finally(() => inWork.delete(folder))
  last = making.catch(() => undefined)
  inWork.set(folder, making)
  return making
}

function cutAside(path: string, folder: string): Promise<void> {
  return fillFolder(folder, async (temporary) => {
    const result = await inWorker({ path, folder: temporary })
    if (!result.ok) throw new StudioError(result.error.code, result.error.message, result.error.hint)
  })
}

function inWorker(workerData: { path: string; folder: string }): Promise<ImageResult<null>> {
  return new Promise((done, fail) => {
    const worker = new Worker(builtEntry('tiles.js'), { workerData })
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', () => fail(new Error('the pictures’ worker ended without an answer')))
  })
}
