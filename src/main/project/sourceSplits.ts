import type { Split } from '../../shared/annotation/schema'
import type { ImportImage, ImportPlan } from '../formats/types'

/**
 * What is taken over of the split that a source makes: nothing where it names one part alone (a file `test.json` is not a
 * split), or none to train on. Without validation its training pictures are left to be dealt, and its test stays test.
 */
export function sourceSplits({ images }: Pick<ImportPlan, 'images'>): Map<ImportImage, Split> {
  const parts = new Set(images.map(({ split }) => split))
  const isSplit = parts.has('train') && (parts.has('val') || parts.has('test'))
  const splits = new Map<ImportImage, Split>()
  if (!isSplit) return splits
  for (const image of images)
    if (image.split !== undefined && (parts.has('val') || image.split === 'test'))
      splits.set(image, image.split)
  return splits
}

/** Pictures by the part that they are given; null where the source makes no split. */
export function countSplits(plan: Pick<ImportPlan, 'images'>): Record<Split, number> | null {
  const splits = [...sourceSplits(plan).values()]
  if (splits.length === 0) return null
  const count = (part: Split) => splits.filter((split) => split === part).length
  return { train: count('train'), val: count('val'), test: count('test') }
}
