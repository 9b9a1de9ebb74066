import { Transformer } from '@napi-rs/image'
import { type DecodedImage, decodeImage } from './decode'
import { isDeep } from './deep'
import { DEEP_FIRST_SIDE_PX, renderDeep } from './deepUpright'
import { toRgba } from './pixels'
import { type ProbedFile, readProbed } from './probe'
import type { EncodedImage, ImageInfo, ImageResult } from './types'

/** For what is looked at closely, for what is seen until then, and for thumbnails. */
export const jpegQuality = { full: 95, first: 90, thumbnail: 82 } as const

/**
 * A picture as the canvas shows it: upright, at full size. The file's own bytes are passed on where a browser shows exactly
 * what `decodeImage` gives; 16-bit pictures keep their depth and come as large as a first sight needs.
 */
export async function renderUpright(path: string): Promise<ImageResult<EncodedImage>> {
  const file = await readProbed(path)
  return file.ok ? upright(file.value) : file
}

/** The same of a file that was read and looked at. */
export async function upright({ bytes, info }: ProbedFile): Promise<ImageResult<EncodedImage>> {
  if (isDeep(info)) return renderDeep(bytes, info, DEEP_FIRST_SIDE_PX)
  const contentType = passThrough(info)
  if (contentType !== undefined) return { ok: true, value: { bytes, contentType } }
  const decoded = await decodeImage(bytes)
  if (!decoded.ok) return decoded
  return { ok: true, value: await encodeJpeg(decoded.value, jpegQuality.full) }
}

/** Encodes decoded pixels as a JPEG. */
export async function encodeJpeg(
  image: Pick<DecodedImage, 'data' | 'width' | 'height'>,
  quality: number,
): Promise<EncodedImage> {
  const { data, width, height } = image
  const bytes = await Transformer.fromRgbaPixels(toRgba(data), width, height).jpeg(quality)
  return { bytes, contentType: 'image/jpeg' }
}

/** Content type of pictures that a browser shows as the decoder does; undefined for the others. */
export function passThrough(info: ImageInfo): EncodedImage['contentType'] | undefined {
  const differs = info.orientation !== 1 || info.hasAlpha || info.animated || info.cmyk || info.bitDepth > 8
  if (differs) return undefined
  const { format } = info
  return format === 'jpeg' || format === 'png' || format === 'webp' ? `image/${format}` : undefined
}
