import type { ImageRow } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { imageUrl } from '../../shared/ipc/images'

/** A JPEG's decoder gives eighths of its size for less work. */
const EIGHTHS = 8

/** The file of a picture as main serves it, upright. */
export async function fetchPicture(imageId: ImageId): Promise<Blob> {
  const answer = await fetch(imageUrl(imageId, 'full'))
  if (!answer.ok) throw new Error(`the picture was answered with ${answer.status}`)
  return answer.blob()
}

/**
 * Pixels with a longest side of at least `side` px where the picture has them, decoded off the page's main thread.
 * A JPEG is decoded small (1/8 to 7/8), other formats whole.
 */
export async function decodeAtLeast(
  file: Blob,
  size: Pick<ImageRow, 'width' | 'height'>,
  side: number,
): Promise<ImageBitmap> {
  const eighths = Math.ceil((EIGHTHS * side) / Math.max(size.width, size.height, 1))
  const isSmaller = eighths < EIGHTHS && size.width > 0
  if (!isSmaller || file.type !== 'image/jpeg' || typeof ImageDecoder === 'undefined')
    return createImageBitmap(file)
  const decoder = new ImageDecoder({
    data: await file.arrayBuffer(),
    type: file.type,
    desiredWidth: Math.ceil((size.width * eighths) / EIGHTHS),
    desiredHeight: Math.ceil((size.height * eighths) / EIGHTHS),
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
