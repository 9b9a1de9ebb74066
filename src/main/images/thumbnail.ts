import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { DepthRule } from '../../shared/images/depthWindow'
import { limits } from '../../shared/limits'
import { decodeImage } from './decode'
import { isLarge, keptFirstSight, makeFirstSight } from './firstSight'
import { type CachePlace, keep, readKept } from './keptJpeg'
import { createLastFirst } from './lastFirst'
import { pictureFirst } from './pictureFirst'
import { readProbed } from './probe'
import type { EncodedImage, ImageResult } from './types'
import { encodeJpeg, jpegQuality } from './upright'

/** Longest sides in px, as `imageUrl` promises them. */
export const thumbnailSide = { thumb: 160, crop: 240 } as const

/** More than a grid has in sight: who scrolls through thousands does not keep a core busy for minutes after that. */
const MOST_WAITING = 400

/**
 * The decoder takes a 12-megapixel picture whole, a third of a second each: the picture in hand must not wait for a list of
 * them, and the rows in sight not for those that were scrolled past.
 */
const making = createLastFirst(Math.max(1, Math.floor(availableParallelism() / 2)), MOST_WAITING)

/** Of each of the 256 folders. */
const MOST_BYTES = limits.maxThumbnailCacheBytes / 256

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
  /** It takes long enough for the picture in hand to be waited for. */
  isLong?: boolean
}

/**
 * A small upright JPEG of a picture or of a region of it, from the cache where it is there.
 * A cache that cannot be read or written costs time, never the picture.
 */
export async function thumbnail(request: ThumbnailRequest): Promise<ImageResult<EncodedImage>> {
  const side = request.region ? thumbnailSide.crop : thumbnailSide.thumb
  const place = request.contentHash === '' ? undefined : cachePlace(request, side)
  const cached = place && (await readKept(place))
  if (cached) return { ok: true, value: { bytes: cached, contentType: 'image/jpeg' } }
  const known = place && inWork.get(place.name)
  if (known !== undefined) return known
  const made = making(() => make(request, side), request.isLong === true ? pictureFirst.delay : undefined)
  if (place === undefined) return made
  inWork.set(place.name, made)
  // Neither this one nor the next waits for the disk.
  void made
    .then((result) => (result.ok ? keep(place, result.value.bytes, MOST_BYTES) : undefined))
    .catch(() => undefined)
    .finally(() => inWork.delete(place.name))
  return made
}

async function make(request: ThumbnailRequest, side: number): Promise<ImageResult<EncodedImage>> {
  const { region, depth } = request
  const first = region === undefined ? await keptFirstSight(request) : null
  const source = first === null ? await sourceOf(request) : { ok: true as const, value: first.bytes }
  if (!source.ok) return source
  const decoded = await decodeImage(source.value, {
    width: side,
    height: side,
    fit: 'inside',
    ...(region && { region }),
    ...(depth && { depth }),
  })
  if (!decoded.ok) return decoded
  return { ok: true, value: await encodeJpeg(decoded.value, jpegQuality.thumbnail) }
}

/** What a thumbnail is made from: of a large picture its first sight, which is kept by the way. */
async function sourceOf(request: ThumbnailRequest): Promise<ImageResult<Uint8Array>> {
  const file = await readProbed(request.path)
  if (!file.ok) return file
  const { bytes, info } = file.value
  if (request.region !== undefined || !isLarge(info)) return { ok: true, value: bytes }
  const first = await makeFirstSight(request, file.value)
  return first.ok ? { ok: true, value: first.value.bytes } : first
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
