import type { JobImage } from '../../../shared/training/protocol'
import { renderView } from '../../detector/augment/renderView'
import { plainView } from '../../detector/augment/types'
import type { Trunk } from '../../detector/trunks/types'
import type { Batch } from './dataset'
import type { DeckEntry } from './deck'
import type { PictureCache } from './pictureCache'
import { seeTruth } from './truth'

/** Pictures or tiles as they are, with what is known about them: to look at, not to learn from. */
export async function plainBatch(
  entries: readonly DeckEntry<JobImage>[],
  cache: PictureCache,
  trunk: Trunk,
  input: { width: number; height: number },
): Promise<Batch> {
  const size = input.width * input.height * 3
  const pictures = new Float32Array(entries.length * size)
  const truths: Batch['truths'] = []
  for (const [i, entry] of entries.entries()) {
    const view = { ...plainView(), window: entry.frame }
    const picture = await cache.get(entry.image.file, isWhole(entry) ? input : entry.decoded)
    renderView(picture, view, trunk.preprocessing, { out: pictures, offset: i * size, ...input })
    const part = { sample: 0, view, x: 0, y: 0, ...input, featherPx: 0 }
    truths.push(seeTruth({ parts: [part] }, [entry]))
  }
  return { images: entries.map(({ image }) => image), input, pictures, truths }
}

/** Shows the whole of its picture and nothing beyond. */
export function isWhole({ frame }: Pick<DeckEntry, 'frame'>): boolean {
  return frame.x1 === 0 && frame.y1 === 0 && frame.x2 === 1 && frame.y2 === 1
}
