import type { ImageId } from '../../../shared/ids'
import { StudioError } from '../../../shared/result'
import { countText } from '../../../shared/text/count'
import type { JobImage } from '../../../shared/training/protocol'
import { dealGroups, type Group } from '../../project/dealGroups'

/** Which pictures a training of a k-fold run never sees, and which of the others it is stopped by. */
export interface Fold {
  held: ImageId[]
  val: ImageId[]
}

/** Of the pictures that a fold learns from, this share picks its best epoch: held-out ones must have no say in it. */
const VAL_SHARE = 0.1

/**
 * Deals groups of pictures into k folds, stratified by class: every picture is held out by exactly one fold, and pictures of one
 * group never stand on both sides of a training. The same for the same seed. Throws `too-few-images`, `no-boxes`.
 */
export function planFolds(groups: readonly Group[], k: number, seed: number): Fold[] {
  const pictures = groups.reduce((sum, { imageIds }) => sum + imageIds.length, 0)
  // Of the groups that are not held out one picks the best epoch, and one at least is learnt from.
  if (groups.length < Math.max(k, 3)) {
    throw new StudioError(
      'too-few-images',
      `${countText(k, 'fold')} need at least ${Math.max(k, 3)} groups of pictures; there ${groups.length === 1 ? 'is' : 'are'} ${countText(groups.length, 'group')} of ${countText(pictures, 'labelled picture')}.`,
      'Label more pictures, or take fewer folds. Pictures that belong together count as one.',
    )
  }
  const names = Array.from({ length: k }, (_, i) => String(i))
  const ratios = Object.fromEntries(names.map((name) => [name, 1 / k]))
  const foldOf = dealGroups(groups, ratios, seed)
  const inFold = (group: Group, name: string) => foldOf.get(group.imageIds[0]) === name
  return names.map((name, index): Fold => {
    const held = groups.filter((group) => inFold(group, name))
    const others = groups.filter((group) => !inFold(group, name))
    if (held.length === 0) {
      throw new StudioError(
        'too-few-images',
        `Fold ${index + 1} of ${k} would get no picture: the groups are too uneven.`,
        'Take fewer folds, or group the pictures by less.',
      )
    }
    const val = valGroups(others, seed + index)
    return { held: idsOf(held), val: idsOf(val) }
  })
}

/** Says what a k-fold run over these pictures cannot judge. Throws `no-boxes` where a training would have nothing to learn. */
export function foldProblems(
  folds: readonly Fold[],
  images: readonly JobImage[],
  classes: readonly string[],
): string[] {
  const problems: string[] = []
  const counted = (image: JobImage) => image.boxes.filter(({ ignore }) => !ignore)
  folds.forEach(({ held, val }, index) => {
    const away = new Set<string>([...held, ...val])
    if (!images.some((image) => !away.has(image.id) && counted(image).length > 0)) {
      throw new StudioError(
        'no-boxes',
        `The pictures that fold ${index + 1} would learn from have no box.`,
        'Label more pictures, or group the pictures by less.',
      )
    }
    const isHeld = new Set<string>(held)
    if (!images.some((image) => isHeld.has(image.id) && counted(image).length > 0)) {
      problems.push(`Fold ${index + 1} has no box among the pictures that it judges.`)
    }
  })
  classes.forEach((name, classIndex) => {
    const holders = images.filter((image) => counted(image).some((box) => box.classIndex === classIndex))
    if (holders.length === 1) {
      problems.push(
        `${name} is on one picture only: the model that judges that picture has never seen one, so its labels cannot be checked.`,
      )
    }
  })
  return problems
}

/** About a tenth of the groups, one at least, and never all. */
function valGroups(others: readonly Group[], seed: number): Group[] {
  const dealt = dealGroups(others, { train: 1 - VAL_SHARE, val: VAL_SHARE }, seed)
  const val = others.filter(({ imageIds }) => dealt.get(imageIds[0]) === 'val')
  if (val.length > 0 && val.length < others.length) return val
  const smallest = others.reduce((a, b) => (b.imageIds.length < a.imageIds.length ? b : a))
  return [smallest]
}

const idsOf = (groups: readonly Group[]): ImageId[] => groups.flatMap(({ imageIds }) => imageIds as ImageId[])
