import type { ImageRow } from '../../shared/annotation/schema'
import { StudioError } from '../../shared/result'
import { decodeImage } from '../images/decode'
import { type DifferenceHash, differenceHash } from './nearDuplicates'
import type { ProjectService } from './projectService'

export interface Hashed {
  image: ImageRow
  /** null: it cannot be read, or there was no time to look at it. */
  hash: DifferenceHash | null
}

const PARALLEL = 4

/** Hashes of an open project's pictures by content: the same file is looked at once. */
const remembered = new WeakMap<ProjectService, Map<string, DifferenceHash>>()

/** Hashes pictures, in their order. Once `isTimeUp`, only those that were hashed before have a hash. */
export async function hashPictures(
  project: ProjectService,
  images: readonly ImageRow[],
  isTimeUp: () => boolean = () => false,
): Promise<Hashed[]> {
  const known = remembered.get(project) ?? new Map<string, DifferenceHash>()
  remembered.set(project, known)
  const queue = images.filter(({ contentHash }) => !known.has(contentHash))
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined && !isTimeUp(); next = queue.shift()) {
      const hash = await hashOf(project, next)
      if (hash !== null) known.set(next.contentHash, hash)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return images.map((image) => ({ image, hash: known.get(image.contentHash) ?? null }))
}

/** True where every picture that can be read has been looked at. */
export async function allHashed(project: ProjectService): Promise<boolean> {
  const hashed = await hashPictures(project, project.listImages(), () => true)
  return hashed.every(({ image, hash }) => hash !== null || image.problem !== null)
}

async function hashOf(project: ProjectService, image: ImageRow): Promise<DifferenceHash | null> {
  if (image.problem !== null) return null
  try {
    const decoded = await decodeImage(project.imageFile(image.id), { width: 9, height: 8, fit: 'stretch' })
    return decoded.ok ? differenceHash(decoded.value.data) : null
  } catch (cause) {
    // A missing picture is dealt by its labels alone.
    if (cause instanceof StudioError) return null
    throw cause
  }
}
