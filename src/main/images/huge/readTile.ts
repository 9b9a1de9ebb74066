import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ImageRecord } from '../../../shared/annotation/schema'
import { DEEP_TYPE } from '../../../shared/images/deepPicture'
import { pyramidLevels, TILED_FROM_PIXELS, type TilePlace } from '../../../shared/images/pyramid'
import { limits } from '../../../shared/limits'
import { StudioError } from '../../../shared/result'
import { touchFolder, trimFolders } from '../../fs/trimFolders'
import type { EncodedImage } from '../types'
import { type Cutting, startCutting } from './cutting'
import { deepTileName, tileName } from './tileNames'

interface TileRequest {
  path: string
  image: Pick<ImageRecord, 'width' | 'height' | 'contentHash'>
  cacheFolder: string
  place: TilePlace
}

/** Pyramids that are being made, by their folder. */
const inWork = new Map<string, Cutting>()

/**
 * A tile of a huge picture. The first one asked for has the whole pyramid made in the cache, and is there with its row of tiles.
 * Throws `not-found` for a place that there is not, and what is wrong with the picture.
 */
export async function readTile({ path, image, cacheFolder, place }: TileRequest): Promise<EncodedImage> {
  const { level, column, row } = place
  const size = pyramidLevels(image.width, image.height)[level]
  const isTiled = image.width * image.height > TILED_FROM_PIXELS && image.contentHash !== ''
  if (!isTiled || size === undefined || column >= size.columns || row >= size.rows)
    throw new StudioError('not-found', `The picture has no tile ${level}/${column}/${row}.`)
  const folder = join(cacheFolder, 'tiles', image.contentHash)
  const cutting = existsSync(folder) ? undefined : cut(path, folder)
  await cutting?.row({ level, row })
  await noteUse(folder)
  const [deep, plain] = [deepTileName(level, column, row), tileName(level, column, row)]
  // Between two looks the folder may get its name.
  for (const at of [folder, cutting?.temporary(), folder]) {
    if (typeof at !== 'string') continue
    if (existsSync(join(at, deep))) return { bytes: await readFile(join(at, deep)), contentType: DEEP_TYPE }
    const bytes = await readFile(join(at, plain)).catch(() => null)
    if (bytes !== null) return { bytes, contentType: 'image/jpeg' }
  }
  throw new StudioError('not-found', `The tile ${level}/${column}/${row} is not in the cache.`)
}

function cut(path: string, folder: string): Cutting {
  const known = inWork.get(folder)
  if (known !== undefined) return known
  const cutting = startCutting(path, folder)
  inWork.set(folder, cutting)
  void cutting.whole
    .then(() => trim(folder))
    // Whoever waits for a tile hears what was wrong; a cache that could not be trimmed is trimmed with the next picture.
    .catch(() => undefined)
    .finally(() => inWork.delete(folder))
  return cutting
}

function trim(folder: string): Promise<void> {
  const room = { maxBytes: limits.maxPyramidCacheBytes, kept: basename(folder), now: Date.now() }
  return trimFolders(dirname(folder), room)
}

/** Pyramids that were used since the start. */
const used = new Set<string>()

/** The time of a pyramid's folder says when it was used last: the oldest go first. */
async function noteUse(folder: string): Promise<void> {
  if (used.has(folder)) return
  used.add(folder)
  await touchFolder(folder, Date.now()).catch(() => undefined)
}
