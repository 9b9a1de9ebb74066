import { StudioError } from '../../../shared/result'
import type { JobImage, TrainerEvent } from '../../../shared/training/protocol'
import type { PictureDecoder } from './pictureCache'

/** Decoded to find out whether it can be; small, so that it costs little beyond the reading. */
const PROBE_PX = 32
const AT_ONCE = 4
const NAMED = 5

/**
 * Leaves out pictures that cannot be read, and says which: one broken file must not end a training an hour later.
 * Throws `image-unreadable` where none is left to learn from.
 */
export async function checkPictures(
  images: readonly JobImage[],
  decode: PictureDecoder,
  tell: (event: TrainerEvent) => void,
): Promise<JobImage[]> {
  const used = images.filter(({ split }) => split === 'train' || split === 'val')
  const readable = new Set<JobImage>()
  const broken: string[] = []
  let next = 0
  let done = 0
  const work = async () => {
    for (let image = used[next++]; image !== undefined; image = used[next++]) {
      try {
        await decode(image.file, PROBE_PX, PROBE_PX)
        readable.add(image)
      } catch (cause) {
        broken.push(`${image.file} (${cause instanceof Error ? cause.message : String(cause)})`)
      }
      tell({ type: 'preparing', what: 'Reading the pictures', done: ++done, total: used.length })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (broken.length > 0) {
    const rest = broken.length > NAMED ? ` and ${broken.length - NAMED} more` : ''
    const message = `Left out, because they cannot be read: ${broken.slice(0, NAMED).join('; ')}${rest}.`
    if (readable.size === 0) {
      throw new StudioError('image-unreadable', message, 'Check that the pictures are where they were.')
    }
    tell({ type: 'note', message })
  }
  return used.filter((image) => readable.has(image))
}
