import type { RgbPicture } from '../../detector/augment/renderView'

/** Decodes a file, upright, stretched to width x height: RGB bytes. */
export type PictureDecoder = (file: string, width: number, height: number) => Promise<Uint8Array>

export interface PictureCache {
  /** The picture at the working size; rejects where it cannot be read. */
  get(file: string): Promise<RgbPicture>
  usedBytes(): number
}

/** Keeps decoded pictures up to a number of bytes; the one that was wanted longest ago goes first. */
export function createPictureCache(
  decode: PictureDecoder,
  size: { width: number; height: number },
  maxBytes: number,
): PictureCache {
  const pictures = new Map<string, Promise<RgbPicture>>()
  const pictureBytes = size.width * size.height * 3
  const capacity = Math.max(1, Math.floor(maxBytes / pictureBytes))
  return {
    get(file) {
      const known = pictures.get(file)
      // Maps keep the order of insertion: putting it back makes it the youngest.
      pictures.delete(file)
      const picture = known ?? decode(file, size.width, size.height).then((rgb) => ({ ...size, rgb }))
      pictures.set(file, picture)
      const [oldest] = pictures.keys()
      if (pictures.size > capacity && oldest !== undefined) pictures.delete(oldest)
      return picture
    },
    usedBytes: () => pictures.size * pictureBytes,
  }
}
