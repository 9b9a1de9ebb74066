import type { RgbPicture } from '../../detector/augment/renderView'

/** Decodes a file, upright, stretched to width x height: RGB bytes. */
export type PictureDecoder = (file: string, width: number, height: number) => Promise<Uint8Array>

export interface PictureCache {
  /** The picture, resized to this size; rejects where it cannot be read. */
  get(file: string, size: { width: number; height: number }): Promise<RgbPicture>
  /** Begins to decode a picture that will be wanted soon, as far as there is room beside those that are in use. */
  prefetch(file: string, size: { width: number; height: number }): void
  usedBytes(): number
}

/** Of the memory, what may be on its way without being wanted yet. */
const PREFETCH_SHARE = 0.25

/**
 * Keeps decoded pictures up to a number of bytes; the one that was wanted longest ago goes first. The newest stays however
 * large it is.
 */
export function createPictureCache(decode: PictureDecoder, maxBytes: number): PictureCache {
  const pictures = new Map<string, { picture: Promise<RgbPicture>; bytes: number }>()
  let used = 0
  let pendingBytes = 0
  const keyOf = (file: string, { width, height }: { width: number; height: number }) =>
    `${width}x${height} ${file}`
  const get: PictureCache['get'] = (file, { width, height }) => {
    const key = keyOf(file, { width, height })
    const known = pictures.get(key)
    const entry = known ?? {
      picture: decode(file, width, height).then((rgb) => ({ width, height, rgb })),
      bytes: width * height * 3,
    }
    // Maps keep the order of insertion: putting it back makes it the youngest.
    pictures.delete(key)
    pictures.set(key, entry)
    if (known === undefined) used += entry.bytes
    for (const [oldest, { bytes }] of pictures) {
      if (used <= maxBytes || oldest === key) break
      pictures.delete(oldest)
      used -= bytes
    }
    return entry.picture
  }
  return {
    get,
    prefetch(file, size) {
      const bytes = size.width * size.height * 3
      if (pictures.has(keyOf(file, size)) || pendingBytes + bytes > maxBytes * PREFETCH_SHARE) return
      pendingBytes += bytes
      const isOver = () => {
        pendingBytes -= bytes
      }
      // Whoever wants the picture hears of a failure.
      get(file, size).then(isOver, isOver)
    },
    usedBytes: () => used,
  }
}
