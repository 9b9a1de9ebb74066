import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { DepthRule } from '../../shared/images/depthWindow'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder } from '../fs/fileSystem'
import { decodeImage } from './decode'
import type { ImageResult } from './types'
import { type EncodedImage, encodeJpeg, jpegQuality } from './upright'

/** Longest sides in px, as `imageUrl` promises them. */
export const thumbnailSide = { thumb: 160, crop: 240 } as const

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
  const decoded = await decodeImage(request.path, {
    width: side,
    height: side,
    fit: 'inside',
    ...(request.region && { region: request.region }),
    ...(request.depth && { depth: request.depth }),
  })
  if (!decoded.ok) return decoded
  const value = await encodeJpeg(decoded.value, jpegQuality.thumbnail)
  if (place) await keep(place, value.bytes)
  return { ok: true, value }
}

interface CachePlace {
  folder: string
  path: string
}

/** Two letters of the hash as a folder, so that none holds more than a few hundred files. */
function cachePlace({ cacheFolder, contentHash, region, depth }: ThumbnailRequest, side: number): CachePlace {
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
