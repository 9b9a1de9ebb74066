import type { JobImage } from '../../../shared/training/protocol'
import type { Trunk } from '../../detector/trunks/types'
import { type Batch, renderPlain } from './dataset'
import type { PictureCache } from './pictureCache'
import { plainTruth } from './truth'

/** Pictures as they are, all of each, with what is known about them: to look at, not to learn from. */
export async function plainBatch(
  images: readonly JobImage[],
  cache: PictureCache,
  trunk: Trunk,
  input: { width: number; height: number },
): Promise<Batch> {
  const pictureSize = input.width * input.height * 3
  const pictures = new Float32Array(images.length * pictureSize)
  for (const [i, image] of images.entries()) {
    await renderPlain(image, cache, trunk, { out: pictures, offset: i * pictureSize, ...input })
  }
  return { images, input, pictures, truths: images.map((image) => plainTruth(image, input)) }
}
