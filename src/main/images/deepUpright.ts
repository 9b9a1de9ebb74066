import { DEEP_TYPE, packDeep } from '../../shared/images/deepPicture'
import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'
import { decoding, openNative, undecodable } from './decode'
import { isDeep, lookAtDeep, readDeep, reduceDeep } from './deep'
import { readProbed } from './probe'
import { type EncodedImage, type ImageInfo, type ImageResult, refuse } from './types'

/** Longest side of a 16-bit picture's first sight: a camera's 5 megapixels come whole, and a window is moved over them live. */
export const DEEP_FIRST_SIDE_PX = 2560

/** All pixels of a 16-bit picture, upright. Those of other pictures, and of huge ones, are not to be had this way. */
export async function renderWholeDeep(path: string): Promise<ImageResult<EncodedImage>> {
  const file = await readProbed(path)
  if (!file.ok) return file
  const { bytes, info } = file.value
  const { width, height } = info
  if (!isDeep(info)) return refuse('image-unsupported', 'This is not a 16-bit picture.')
  if (width * height > TILED_FROM_PIXELS) return refuse('image-too-large', 'Huge pictures come in tiles.')
  return renderDeep(bytes, info, Math.max(width, height))
}

/** A 16-bit picture with all its depth, upright, no side over `side` px. */
export async function renderDeep(
  bytes: Uint8Array,
  info: ImageInfo,
  side: number,
): Promise<ImageResult<EncodedImage>> {
  try {
    return await decoding(info.width * info.height, async () => {
      const whole = await readDeep(openNative(bytes, info), info)
      const facts = { ...(await lookAtDeep(whole)), numPages: info.numPages ?? 1 }
      const packed = packDeep({ ...(await reduceDeep(whole, side)), ...facts })
      return { ok: true, value: { bytes: packed, contentType: DEEP_TYPE } }
    })
  } catch (cause) {
    return undecodable(info, cause)
  }
}
