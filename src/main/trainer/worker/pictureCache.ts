import type { RgbPicture } from '../../detector/augment/renderView'

/** Decodes a file, upright, stretched to width x height: RGB bytes. */
export type PictureDecoder = (file: string, width: number, height: number) => Promise<Uint8Array>

export interface PictureCache {
  /** The picture, resized to this size; rejects where it cannot be read. */
  get(file: string, size: { width: number; height: number }): Promise<RgbPicture>
  usedBytes(): number
}

/**
 * Keeps decoded pictures up to a number of bytes; the one that was wanted longest ago goes first. The newest stays however
 * large it is.
 */
export function createPictureCache(decode: PictureDecoder, maxBytes: number): PictureCache {
  const pictures = new Map<string, { picture: Promise<RgbPicture>; bytes: number }>()
  let used = 0
  return {
    get(file, { width, height }) {
      const key = `${width}x${height} ${file}`
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
    },
    usedBytes: () => used,
  }
}
