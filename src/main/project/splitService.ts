import type { ImageRow, Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { type SplitReport, SplitRequest } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { dealGroups } from './dealGroups'
import { leakScore } from './leak'
import { groupPictures, toGroup } from './pictureGroups'
import { type Hashed, hashPictures } from './pictureHashes'
import type { ProjectService } from './projectService'
import { applySplits, splitRule } from './splitRule'
import { MAX_COMPARED } from './splitTwins'

/** A deal worked out, not yet done. */
export interface PlannedDeal {
  request: SplitRequest
  hashed: Hashed[]
  /** Every group, as places in `hashed`. */
  groups: number[][]
  /** What is dealt now; pictures that keep their split are not in it. */
  splits: Map<ImageId, Split>
}

/**
 * Works out how the pictures of a project would be dealt into train, val and test: stratified by class, groups together, the
 * same for the same seed. Throws `too-few-images` under two pictures.
 */
export async function planDeal(
  project: ProjectService,
  input: Parameters<typeof SplitRequest.parse>[0],
): Promise<PlannedDeal> {
  const request = SplitRequest.parse(input)
  const hashed = await hashPictures(project, project.listImages())
  if (hashed.length < 2) {
    throw new StudioError(
      'too-few-images',
      `the project has ${hashed.length === 0 ? 'no picture' : 'one picture'} to deal`,
      'Add pictures first; two are the least.',
    )
  }
  const groups = groupPictures(hashed, request.groupBy)
  return { request, hashed, groups, splits: assign(hashed, groups, request, request.onlyNew) }
}

/** Deals all pictures of a project, or with `onlyNew` those that have no split yet. */
export async function deal(
  project: ProjectService,
  input: Parameters<typeof SplitRequest.parse>[0],
): Promise<SplitReport> {
  const { request, hashed, groups, splits } = await planDeal(project, input)
  applySplits(project, request, splits)
  const splitOf = (image: ImageRow) => splits.get(image.id) ?? image.split
  const count = (split: Split) => hashed.filter(({ image }) => splitOf(image) === split).length
  return {
    train: count('train'),
    val: count('val'),
    test: count('test'),
    groups: groups.length,
    leakScore: leakScore(hashed, splitOf, request.groupBy) ?? 0,
  }
}

/** Pictures that have a split are looked at for so long, to find those that new ones resemble. */
const PATIENCE_MS = 5000

/**
 * Gives a split to every one of these pictures that has none, by the rule of the project's last deal; those that have one keep
 * it. A new picture that belongs with an old one follows it. Validation gets at least one picture.
 */
export async function ensureSplit(
  project: ProjectService,
  images: readonly ImageRow[],
  seed: number,
): Promise<void> {
  const without = images.filter(({ split }) => split === null)
  const hasVal = images.some(({ split }) => split === 'val')
  if (without.length === 0 && hasVal) return
  const rule = { ...splitRule(project), seed }
  const fresh = await hashPictures(project, without)
  const end = performance.now() + PATIENCE_MS
  const isTimeUp = () => performance.now() > end || images.length > MAX_COMPARED
  const old = without.length === 0 ? [] : project.listImages().filter(({ split }) => split !== null)
  const hashed = [...fresh, ...(await hashPictures(project, old, isTimeUp))]
  const splits = assign(hashed, groupPictures(hashed, rule.groupBy), rule, true)
  if (!hasVal && ![...splits.values()].includes('val')) {
    const candidate = [...splits].find(([, split]) => split === 'test') ?? [...splits][0]
    const fallback = candidate?.[0] ?? images.findLast(({ split }) => split === 'train')?.id
    if (fallback !== undefined) splits.set(fallback, 'val')
  }
  if (splits.size > 0) project.setSplits(splits)
}

/** Splits of the pictures to be dealt. Sticky: pictures that have one keep it, and their groups follow them. */
function assign(
  hashed: readonly Hashed[],
  groups: readonly (readonly number[])[],
  { ratios, seed }: Pick<SplitRequest, 'ratios' | 'seed'>,
  isSticky: boolean,
): Map<ImageId, Split> {
  const members = groups.map((places) => places.map((place) => hashed[place]))
  const held = (group: readonly Hashed[]) => (isSticky ? prevailing(group) : null)
  const open = members.filter((group) => held(group) === null)
  const dealt = members.flatMap((group) => {
    const part = held(group)
    return part === null ? [] : [{ group: toGroup(group), part }]
  })
  const splits = dealGroups<Split>(open.map(toGroup), normalized(ratios), seed, dealt) as Map<ImageId, Split>
  for (const { group, part } of dealt) {
    for (const id of group.imageIds) splits.set(id as ImageId, part)
  }
  if (isSticky) for (const { image } of hashed) if (image.split !== null) splits.delete(image.id)
  return splits
}

/** The split that most of a group have; train of equals, which keeps the others honest. */
function prevailing(group: readonly Hashed[]): Split | null {
  const counts = { train: 0, val: 0, test: 0 }
  for (const { image } of group) if (image.split !== null) counts[image.split]++
  const most = (Object.keys(counts) as Split[]).reduce((a, b) => (counts[b] > counts[a] ? b : a))
  return counts[most] === 0 ? null : most
}

function normalized({ train, val, test }: SplitRequest['ratios']): SplitRequest['ratios'] {
  const sum = train + val + test
  if (!(sum > 0)) throw new StudioError('invalid-input', 'The shares of the splits add up to nothing.')
  return { train: train / sum, val: val / sum, test: test / sum }
}
