import type { Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import type { GroupRule } from '../../shared/project/schema'
import { nearTwin } from './nearDuplicates'
import { groupPictures } from './pictureGroups'
import type { Hashed } from './pictureHashes'

/** A picture to be judged by that belongs with one that is learnt from: it looks like it, or is of its group. */
export interface SplitTwin {
  heldId: ImageId
  trainId: ImageId
}

/**
 * Pictures of val and test with a near-duplicate in train, or with another picture of their group there. Looks are compared
 * one by one, not transitively; near-duplicates count whether or not they were kept together.
 */
export function findLeaks(
  hashed: readonly Hashed[],
  splitOf: (image: Hashed['image']) => Split | null,
  rules: readonly GroupRule[],
): SplitTwin[] {
  const train = hashed.filter(({ image }) => splitOf(image) === 'train')
  const find = nearTwin(train.map(({ hash }) => hash))
  const byName = new Map<ImageId, ImageId>()
  for (const places of groupPictures(
    hashed,
    rules.filter((rule) => rule !== 'near-duplicates'),
  )) {
    const learnt = places.find((place) => splitOf(hashed[place].image) === 'train')
    if (learnt === undefined) continue
    for (const place of places) byName.set(hashed[place].image.id, hashed[learnt].image.id)
  }
  return hashed.flatMap(({ image, hash }) => {
    const split = splitOf(image)
    if (split === null || split === 'train') return []
    const twin = find(hash)
    const trainId = twin === null ? byName.get(image.id) : train[twin].image.id
    return trainId === undefined ? [] : [{ heldId: image.id, trainId }]
  })
}

/** Share of the val and test pictures that have a leak; null where there are none. */
export function leakScore(
  hashed: readonly Hashed[],
  splitOf: (image: Hashed['image']) => Split | null,
  rules: readonly GroupRule[],
): number | null {
  const held = hashed.filter(({ image }) => ['val', 'test'].includes(splitOf(image) ?? '')).length
  return held === 0 ? null : findLeaks(hashed, splitOf, rules).length / held
}
