import type { ImageRow, Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import type { SplitReport, SplitRequest } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { dealGroups, EMPTY, type Group } from './dealGroups'
import { groupNearDuplicates, nearTwin } from './nearDuplicates'
import { type Hashed, hashPictures } from './pictureHashes'
import type { ProjectService } from './projectService'

export const DEFAULT_RATIOS = { train: 0.7, val: 0.15, test: 0.15 }

/**
 * Deals all pictures of a project into train, val and test: stratified by class, near-duplicates together,
 * the same for the same seed. Throws `too-few-images` under two pictures.
 */
export async function deal(project: ProjectService, { ratios, seed }: SplitRequest): Promise<SplitReport> {
  const hashed = await hashPictures(project, project.listImages())
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
  const splits = dealGroups(groupsOf(await hashPictures(project, without)), DEFAULT_RATIOS, seed) as Map<
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
  const find = nearTwin(train.map(({ hash }) => hash))
  const leaked = held.filter(({ hash }) => find(hash) !== null)
  return {
    train: train.length,
    val: inSplit('val').length,
    test: inSplit('test').length,
    groups,
    leakScore: held.length === 0 ? 0 : leaked.length / held.length,
  }
}

function normalized({ train, val, test }: SplitRequest['ratios']): SplitRequest['ratios'] {
  const sum = train + val + test
  if (!(sum > 0)) throw new StudioError('invalid-input', 'the shares of the splits add up to nothing')
  return { train: train / sum, val: val / sum, test: test / sum }
}
