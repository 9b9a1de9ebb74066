import type { ImageId } from '../../shared/ids'
import { nearTwin } from './nearDuplicates'
import { hashPictures } from './pictureHashes'
import type { ProjectService } from './projectService'

/** A picture to be judged by that looks like one that is learnt from. */
export interface SplitTwin {
  heldId: ImageId
  trainId: ImageId
}

/** More pictures than this are not compared: each with each would take too long. */
const MAX_PICTURES = 10_000

/**
 * Pictures of validation and test that look just like one to learn from, with that one. Looks at pictures for about
 * `patienceMs` at most; what it saw is remembered, so that asking again goes on from there.
 */
export async function findSplitTwins(
  project: ProjectService,
  imageIds: ReadonlySet<string>,
  patienceMs: number,
): Promise<SplitTwin[]> {
  const images = project.listImages().filter(({ id, split }) => imageIds.has(id) && split !== null)
  if (images.length > MAX_PICTURES) return []
  const end = performance.now() + patienceMs
  const hashed = await hashPictures(project, images, () => performance.now() > end)
  const train = hashed.filter(({ image }) => image.split === 'train')
  const find = nearTwin(train.map(({ hash }) => hash))
  const twins: SplitTwin[] = []
  for (const { image, hash } of hashed) {
    if (image.split === 'train') continue
    const twin = find(hash)
    if (twin !== null) twins.push({ heldId: image.id, trainId: train[twin].image.id })
  }
  return twins
}
