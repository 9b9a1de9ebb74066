import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { DepthRule } from '../../shared/images/depthWindow'
import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'
import { putCached } from '../fs/cachedFolder'
import { decodeImage } from './decode'
import { isDeep } from './deep'
import { createLastFirst } from './lastFirst'
import { probeImage, readImageFile } from './probe'
import type { ImageResult } from './types'
import { type EncodedImage, encodeJpeg, jpegQuality } from './upright'

/** Longest sides in px, as `imageUrl` promises them; `first`: what is kept of a huge picture. */
export const thumbnailSide = { thumb: 160, crop: 240, first: 1600 } as const

/**
 * The decoder takes a 12-megapixel picture whole, a third of a second each: the picture in hand must not wait for a list of
 * them, and the rows in sight not for those that were scrolled past.
 */
const making = createLastFirst(Math.max(1, Math.floor(availableParallelism() / 2)))

/** Those that wait, are being made or are being kept, by their name in the cache. */
const inWork = new Map<string, Promise<ImageResult<EncodedImage>>>()

export interface ThumbnailRequest {
  path: string
  /** SHA-256 of the file: what is cached belongs to these bytes, wherever the file is and whatever it is called. */
  contentHash: string
  cacheFolder: string
  /** Only this part of the upright picture. */
  region?: BoxXyxyPx
  /** How 16 bits become 8. */
  depth?: DepthRule
}

/**
 * A small upright JPEG of a picture or of a region of it, from the cache where it is there.
 * A cache that cannot be read or written costs time, never the picture.
 */
export async function thumbnail(request: ThumbnailRequest): Promise<ImageResult<EncodedImage>> {
  const side = request.region ? thumbnailSide.crop : thumbnailSide.thumb
  const place = request.contentHash === '' ? undefined : cachePlace(request, side)
  const cached = place && (await readKept(place))
  if (cached) return { ok: true, value: cached }
  const known = place && inWork.get(place.name)
  if (known !== undefined) return known
  const made = making(() => make(request, side))
  if (place === undefined) return made
  inWork.set(place.name, made)
  // Neither this one nor the next waits for the disk.
  void made
    .then((result) => (result.ok ? keep(place, result.value.bytes) : undefined))
    .catch(() => undefined)
    .finally(() => inWork.delete(place.name))
  return made
}

/** What was kept of a huge picture when its thumbnail was made: its file need not be decoded again to be seen. */
export async function keptFirstSight(contentHash: string, cacheFolder: string): Promise<EncodedImage | null> {
  return contentHash === '' ? null : readKept(cachePlace({ contentHash, cacheFolder }, thumbnailSide.first))
}

async function make(request: ThumbnailRequest, side: number): Promise<ImageResult<EncodedImage>> {
  const { path, region, depth } = request
  const file = await readImageFile(path)
  if (!file.ok) return file
  let source = file.value
  if (region === undefined && side < thumbnailSide.first && isHuge(source)) {
    const first = await make(request, thumbnailSide.first)
    if (!first.ok) return first
    source = first.value.bytes
    if (request.contentHash !== '') await keep(cachePlace(request, thumbnailSide.first), source)
  }
  const decoded = await decodeImage(source, {
    width: side,
    height: side,
    fit: 'inside',
    ...(region && { region }),
    ...(depth && { depth }),
  })
  if (!decoded.ok) return decoded
  const quality = side === thumbnailSide.first ? jpegQuality.full : jpegQuality.thumbnail
  const value = await encodeJpeg(decoded.value, quality)
  return { ok: true, value }
}

/** 16-bit pictures are seen through a window: what is kept of them would be of one window alone. */
function isHuge(bytes: Uint8Array): boolean {
  const probed = probeImage(bytes)
  return probed.ok && !isDeep(probed.value) && probed.value.width * probed.value.height > TILED_FROM_PIXELS
}

interface CachePlace {
  folder: string
  name: string
}

/** Two letters of the hash as a folder, so that none holds more than a few hundred files. */
function cachePlace(
  { cacheFolder, contentHash, region, depth }: Omit<ThumbnailRequest, 'path'>,
  side: number,
): CachePlace {
  const part = region ? [region.x1, region.y1, region.x2, region.y2].map(Math.round).join('-') : 'all'
  const window = depth?.kind === 'fixed' ? `-w${Object.values(depth.window).join('-')}` : ''
  const folder = join(cacheFolder, contentHash.slice(0, 2))
  return { folder, name: `${contentHash}-${side}-${part}${window}.jpg` }
}

/** What lies there, if it is whole: after a power cut a file can have its name and not its bytes. */
async function readKept({ folder, name }: CachePlace): Promise<EncodedImage | null> {
  const bytes = await readFile(join(folder, name)).catch(() => null)
  const isWhole = bytes !== null && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9
  return isWhole ? { bytes, contentType: 'image/jpeg' } : null
}

async function keep({ folder, name }: CachePlace, bytes: Uint8Array): Promise<void> {
  try {
    await putCached(folder, name, bytes)
  } catch {
    // Full disk or read-only cache: the thumbnail is made anew next time.
  }
}
