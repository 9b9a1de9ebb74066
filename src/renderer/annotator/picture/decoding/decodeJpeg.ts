import { ENLARGED_AT_MOST } from '../../../../shared/images/firstSight'
import type { ImageSize } from '../../types'

/** What a JPEG's decoder gives for less work, of eight; between them it takes longer than for the next one up. */
const QUICK_EIGHTHS = [1, 2, 4, 8] as const
export type Eighths = (typeof QUICK_EIGHTHS)[number]

/** How many eighths of a picture's sides its longest side needs to have `side` px, or nearly; 8: all there is. */
export function eighthsFor({ width, height }: ImageSize, side: number): Eighths {
  const longest = Math.max(width, height)
  return QUICK_EIGHTHS.find((eighths) => longest * (eighths / 8) * ENLARGED_AT_MOST >= side) ?? 8
}

/** Decodes a JPEG at some eighths of its size, while its bytes are still on their way. */
export async function decodeJpeg(answer: Response, size: ImageSize, eighths: Eighths): Promise<ImageBitmap> {
  const isSmaller = eighths < 8 && size.width > 0 && size.height > 0
  if (!isSmaller || typeof ImageDecoder === 'undefined' || answer.body === null)
    return createImageBitmap(await answer.blob())
  const decoder = new ImageDecoder({
    data: answer.body,
    type: 'image/jpeg',
    desiredWidth: Math.ceil((size.width * eighths) / 8),
    desiredHeight: Math.ceil((size.height * eighths) / 8),
  })
  try {
    const { image } = await decoder.decode()
    const bitmap = await createImageBitmap(image)
    image.close()
    return bitmap
  } finally {
    decoder.close()
  }
}
