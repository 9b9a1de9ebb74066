import type { ImageRow, Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import type { SplitReport, SplitRequest } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { decodeImage } from '../images/decode'
import { dealGroups, EMPTY, type Group } from './dealGroups'
import {
  type DifferenceHash,
  differenceHash,
  groupNearDuplicates,
  hammingDistance,
  NEAR_BITS,
} from './nearDuplicates'
import type { ProjectService } from './projectService'

export const DEFAULT_RATIOS = { train: 0.7, val: 0.15, test: 0.15 }

interface Hashed {
  image: ImageRow
  hash: DifferenceHash | null
}

/**
 * Deals all pictures of a project into train, val and test: stratified by class, near-duplicates together,
 * the same for the same seed. Throws `too-few-images` under two pictures.
 */
export async function deal(project: ProjectService, { ratios, seed }: SplitRequest): Promise<SplitReport> {
  const hashed = await hashAll(project, project.listImages())
  if (hashed.length < 2) {
    throw new StudioError(
      'too-few-images',
      `the project has ${hashed.length === 0 ? 'no picture' : 'one picture'} to deal`,
      'Add pictures first; two are the least.',
    )
  }
  const groups = groupsOf(hashed)
  const splits = dealGroups(groups, normalized(ratios), seed) as Map<ImageId, Split>
  project.setSplits(splits)
  return reportOf(hashed, splits, groups.length)
}

/**
 * Gives a split to every picture that has none, keeping those that have; the default shares hold for the
 * newcomers, and validation gets at least one picture.
 */
export async function ensureSplit(
  project: ProjectService,
  images: readonly ImageRow[],
  seed: number,
): Promise<void> {
  const without = images.filter(({ split }) => split === null)
  const hasVal = images.some(({ split }) => split === 'val')
  if (without.length === 0 && hasVal) return
  const splits = dealGroups(groupsOf(await hashAll(project, without)), DEFAULT_RATIOS, seed) as Map<
    ImageId,
    Split
  >
  if (!hasVal && ![...splits.values()].includes('val')) {
    const candidate = [...splits].find(([, split]) => split === 'test') ?? [...splits][0]
    const fallback = candidate?.[0] ?? images.findLast(({ split }) => split === 'train')?.id
    if (fallback !== undefined) splits.set(fallback, 'val')
  }
  if (splits.size > 0) project.setSplits(splits)
}

async function hashAll(project: ProjectService, images: readonly ImageRow[]): Promise<Hashed[]> {
  const hashed: Hashed[] = []
  const queue = [...images.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      hashed[next[0]] = { image: next[1], hash: await hashOf(project, next[1]) }
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  return hashed
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

function groupsOf(hashed: readonly Hashed[]): Group[] {
  return groupNearDuplicates(hashed.map(({ hash }) => hash)).map((places) => {
    const boxesByClass = new Map<string, number>()
    for (const { image } of places.map((place) => hashed[place])) {
      const names = image.classIds.length > 0 ? image.classIds : [EMPTY]
      for (const name of names) boxesByClass.set(name, (boxesByClass.get(name) ?? 0) + 1)
    }
    return { imageIds: places.map((place) => hashed[place].image.id), boxesByClass }
  })
}

function reportOf(
  hashed: readonly Hashed[],
  splits: ReadonlyMap<ImageId, Split>,
  groups: number,
): SplitReport {
  const inSplit = (split: Split) => hashed.filter(({ image }) => splits.get(image.id) === split)
  const train = inSplit('train')
  const held = [...inSplit('val'), ...inSplit('test')]
  const leaked = held.filter(({ hash }) => hash !== null && train.some((t) => isNear(hash, t.hash)))
  return {
    train: train.length,
    val: inSplit('val').length,
    test: inSplit('test').length,
    groups,
    leakScore: held.length === 0 ? 0 : leaked.length / held.length,
  }
}

function isNear(a: DifferenceHash, b: DifferenceHash | null): boolean {
  return b !== null && hammingDistance(a, b) <= NEAR_BITS
}

function normalized({ train, val, test }: SplitRequest['ratios']): SplitRequest['ratios'] {
  const sum = train + val + test
  if (!(sum > 0)) throw new StudioError('invalid-input', 'the shares of the splits add up to nothing')
  return { train: train / sum, val: val / sum, test: test / sum }
}
