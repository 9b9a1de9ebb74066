import { findLeaks, type SplitTwin } from './leak'
import { hashPictures } from './pictureHashes'
import type { ProjectService } from './projectService'
import { splitRule } from './splitRule'

/** More pictures than this are not compared: each with each would take too long. */
export const MAX_COMPARED = 10_000

/**
 * Pictures of validation and test that belong with one to learn from, by looks or by the project's rule for splits, with that one.
 * Looks at pictures for about `patienceMs` at most; what it saw is remembered, so that asking again goes on from there.
 */
export async function findSplitTwins(
  project: ProjectService,
  imageIds: ReadonlySet<string>,
  patienceMs: number,
): Promise<SplitTwin[]> {
  const images = project.listImages().filter(({ id, split }) => imageIds.has(id) && split !== null)
  if (images.length > MAX_COMPARED) return []
  const end = performance.now() + patienceMs
  const hashed = await hashPictures(project, images, () => performance.now() > end)
  return findLeaks(hashed, ({ split }) => split, splitRule(project).groupBy)
}
