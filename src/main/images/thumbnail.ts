import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { DepthRule } from '../../shared/images/depthWindow'
import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder } from '../fs/fileSystem'
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

/** Those that wait or are being made, by their place in the cache. */
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
  const cached = place && (await readFile(place.path).catch(() => undefined))
  if (cached && cached.length > 0) return { ok: true, value: { bytes: cached, contentType: 'image/jpeg' } }
  const known = place && inWork.get(place.path)
  if (known !== undefined) return known
  const made = making(() => make(request, side, place))
  if (place === undefined) return made
  inWork.set(place.path, made)
  return made.finally(() => inWork.delete(place.path))
}

/** What was kept of a huge picture when its thumbnail was made: its file need not be decoded again to be seen. */
export async function keptFirstSight(contentHash: string, cacheFolder: string): Promise<EncodedImage | null> {
  if (contentHash === '') return null
  const { path } = cachePlace({ contentHash, cacheFolder }, thumbnailSide.first)
  const bytes = await readFile(path).catch(() => null)
  return bytes === null || bytes.length === 0 ? null : { bytes, contentType: 'image/jpeg' }
}

async function make(
  request: ThumbnailRequest,
  side: number,
  place: CachePlace | undefined,
): Promise<ImageResult<EncodedImage>> {
  const { path, region, depth } = request
  const file = await readImageFile(path)
  if (!file.ok) return file
  let source = file.value
  if (place !== undefined && region === undefined && side < thumbnailSide.first && isHuge(source)) {
    const first = await make(request, thumbnailSide.first, cachePlace(request, thumbnailSide.first))
    if (!first.ok) return first
    source = first.value.bytes
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
  if (place) await keep(place, value.bytes)
  return { ok: true, value }
}

/** 16-bit pictures are seen through a window: what is kept of them would be of one window alone. */
function isHuge(bytes: Uint8Array): boolean {
  const probed = probeImage(bytes)
  return probed.ok && !isDeep(probed.value) && probed.value.width * probed.value.height > TILED_FROM_PIXELS
}

interface CachePlace {
  folder: string
  path: string
}

/** Two letters of the hash as a folder, so that none holds more than a few hundred files. */
function cachePlace(
  { cacheFolder, contentHash, region, depth }: Omit<ThumbnailRequest, 'path'>,
  side: number,
): CachePlace {
  const part = region ? [region.x1, region.y1, region.x2, region.y2].map(Math.round).join('-') : 'all'
  const window = depth?.kind === 'fixed' ? `-w${Object.values(depth.window).join('-')}` : ''
  const folder = join(cacheFolder, contentHash.slice(0, 2))
  return { folder, path: join(folder, `${contentHash}-${side}-${part}${window}.jpg`) }
}

async function keep(place: CachePlace, bytes: Uint8Array): Promise<void> {
  try {
    await ensureFolder(place.folder)
    await atomicWrite(place.path, bytes)
  } catch {
    // Full disk or read-only cache: the thumbnail is made anew next time.
  }
}
