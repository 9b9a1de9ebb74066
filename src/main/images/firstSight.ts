import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FIRST_SIDE_PX, FIRST_SIGHT_FROM_PIXELS } from '../../shared/images/firstSight'
import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'
import { limits } from '../../shared/limits'
import { noteFileUse } from '../fs/trimFiles'
import { decodeImage } from './decode'
import { isDeep } from './deep'
import { readFirstAside } from './huge/aside'
import { isStreamed, type Pixels } from './huge/streamed'
import { type CachePlace, keep, readKept } from './keptJpeg'
import { type ProbedFile, readProbed } from './probe'
import type { EncodedImage, ImageInfo, ImageResult } from './types'
import { encodeJpeg, jpegQuality, passThrough, upright } from './upright'

export interface FirstSightRequest {
  path: string
  /** SHA-256 of the file; without it nothing is kept. */
  contentHash: string
  cacheFolder: string
}

/** Those that are being made, by the hash of their picture. */
const inWork = new Map<string, Promise<ImageResult<EncodedImage>>>()

/**
 * What a canvas shows first: the file itself where the page decodes it as quickly, else a first sight (`isReduced`), the one that
 * was kept or one that is made now.
 */
export async function firstLook(request: FirstSightRequest): Promise<ImageResult<EncodedImage>> {
  const kept = await keptFirstSight(request)
  if (kept !== null) return { ok: true, value: kept }
  const file = await readProbed(request.path)
  if (!file.ok) return file
  const { info } = file.value
  const type = passThrough(info)
  // Of a huge JPEG the page takes an eighth as well, and sooner than the library of `streamed` is loaded; a PNG it decodes whole.
  const isQuick = type === 'image/jpeg' || (type !== undefined && numPixels(info) <= TILED_FROM_PIXELS)
  if (!isLarge(info) || isQuick) return upright(file.value)
  const first = await makeFirstSight(request, file.value)
  // Of a file that is cut off the page shows as much as there is.
  return first.ok || type === undefined ? first : upright(file.value)
}

/** A small upright JPEG of a large picture of which none is kept; this one is. */
export async function makeFirstSight(
  request: FirstSightRequest,
  file: ProbedFile,
): Promise<ImageResult<EncodedImage>> {
  const { path, contentHash } = request
  if (contentHash === '') return make(path, file)
  const known = inWork.get(contentHash)
  if (known !== undefined) return known
  const made = make(path, file)
  inWork.set(contentHash, made)
  const place = placeOf(request)
  // Neither this one nor the next waits for the disk.
  void made
    .then((result) =>
      result.ok ? keep(place, result.value.bytes, limits.maxFirstSightCacheBytes) : undefined,
    )
    .catch(() => undefined)
    .finally(() => inWork.delete(contentHash))
  return made
}

/** What was kept of a large picture: its file need not be decoded again to be seen. None where the file is gone or newer. */
export async function keptFirstSight(request: FirstSightRequest): Promise<EncodedImage | null> {
  if (request.contentHash === '') return null
  const place = placeOf(request)
  const path = join(place.folder, place.name)
  const [file, kept] = await Promise.all([request.path, path].map((each) => stat(each).catch(() => null)))
  if (file === null || kept === null || file.mtimeMs > kept.mtimeMs) return null
  const bytes = await readKept(place)
  if (bytes === null) return null
  // Nobody waits for it; one whose use is not noted goes earlier.
  void noteFileUse(path).catch(() => undefined)
  return { bytes, contentType: 'image/jpeg', isReduced: true }
}

/** 16-bit pictures are seen through a window: what is kept of them would be of one window alone. */
export const isLarge = (info: ImageInfo) => !isDeep(info) && hasManyPixels(info)

/** Decoding it takes long enough to be waited for. */
export const hasManyPixels = (size: Size) => numPixels(size) > FIRST_SIGHT_FROM_PIXELS

type Size = Pick<ImageInfo, 'width' | 'height'>
const numPixels = ({ width, height }: Size) => width * height

const placeOf = ({ cacheFolder, contentHash }: FirstSightRequest): CachePlace => ({
  folder: join(cacheFolder, 'first'),
  name: `${contentHash}.jpg`,
})

async function make(path: string, file: ProbedFile): Promise<ImageResult<EncodedImage>> {
  const pixels = await firstPixels(path, file)
  if (!pixels.ok) return pixels
  return { ok: true, value: { ...(await encodeJpeg(pixels.value, jpegQuality.first)), isReduced: true } }
}

/** A huge one some rows at a time, others whole: those take less than the library takes to load. */
function firstPixels(path: string, { bytes, info }: ProbedFile): Promise<ImageResult<Pixels>> {
  if (numPixels(info) > TILED_FROM_PIXELS && isStreamed(info)) return readFirstAside(path, info)
  return decodeImage(bytes, { width: FIRST_SIDE_PX, height: FIRST_SIDE_PX, fit: 'inside' })
}
