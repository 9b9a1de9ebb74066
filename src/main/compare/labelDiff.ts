import type { Split } from '../../shared/annotation/schema'
import type { DataDiff, ImageChange, SeenBox, SeenImage, SeenMark } from '../../shared/compare/schema'
import { iou } from '../../shared/geometry/iou'
import { pairClosest } from '../../shared/geometry/pairClosest'
import type { ImageId } from '../../shared/ids'

/** A box that overlaps another one by this much is the same one, moved or given another class. */
const SAME_BOX_IOU = 0.5
/** Sides that differ by less are the same: files round. */
const SAME_SIDE_PX = 0.01

/** Pictures with their labels by id. */
export type LabelSet = ReadonlyMap<ImageId, SeenImage>

/**
 * In what two sets of labels differ. Boxes have no names of their own in a run's record, so they are paired in each
 * picture: first those that are alike, then by falling IoU from 0.5 on, of their own class before another; what is left
 * came or went.
 * @param pathOf null: the picture is not in the project any more
 */
export function diffLabels(
  a: LabelSet,
  b: LabelSet,
  pathOf: (imageId: ImageId) => string | null,
): Omit<DataDiff, 'renamed'> {
  const images: ImageChange[] = []
  for (const imageId of new Set([...a.keys(), ...b.keys()])) {
    const change = diffImage(imageId, a.get(imageId), b.get(imageId), pathOf(imageId))
    if (change !== null) images.push(change)
  }
  images.sort((x, y) => ((x.path ?? x.imageId) < (y.path ?? y.imageId) ? -1 : 1))
  const sum = (of: (change: ImageChange) => number) => images.reduce((total, each) => total + of(each), 0)
  const marks = (kind: SeenMark['kind'], key: 'hardNegatives' | 'ignoreRegions') => ({
    a: total(a, (image) => ofKind(image, kind).length),
    b: total(b, (image) => ofKind(image, kind).length),
    added: sum((change) => change[key].added),
    removed: sum((change) => change[key].removed),
  })
  return {
    pictures: {
      a: a.size,
      b: b.size,
      added: sum(({ presence }) => Number(presence === 'added')),
      removed: sum(({ presence }) => Number(presence === 'removed')),
    },
    boxes: {
      a: total(a, ({ boxes }) => boxes.length),
      b: total(b, ({ boxes }) => boxes.length),
      added: sum(({ boxes }) => boxes.added),
      removed: sum(({ boxes }) => boxes.removed),
      moved: sum(({ boxes }) => boxes.moved),
      reclassed: sum(({ boxes }) => boxes.reclassed),
    },
    hardNegatives: marks('hard-negative', 'hardNegatives'),
    ignoreRegions: marks('ignore', 'ignoreRegions'),
    splitsChanged: sum(({ split }) => Number(split !== null)),
    images,
  }
}

const nothing: Omit<SeenImage, 'imageId'> = { split: null, boxes: [], marks: [] }

function diffImage(
  imageId: ImageId,
  a: SeenImage | undefined,
  b: SeenImage | undefined,
  path: string | null,
): ImageChange | null {
  const [before, after] = [a ?? nothing, b ?? nothing]
  const change: ImageChange = {
    imageId,
    path,
    presence: a === undefined ? 'added' : b === undefined ? 'removed' : 'both',
    boxes: diffBoxes(before.boxes, after.boxes),
    hardNegatives: diffMarks(ofKind(before, 'hard-negative'), ofKind(after, 'hard-negative')),
    ignoreRegions: diffMarks(ofKind(before, 'ignore'), ofKind(after, 'ignore')),
    split: splitChange(a, b),
  }
  const { added, removed, moved, reclassed } = change.boxes
  const marks = [change.hardNegatives, change.ignoreRegions].map((each) => each.added + each.removed)
  const isSame =
    change.presence === 'both' &&
    change.split === null &&
    [added, removed, moved, reclassed, ...marks].every((count) => count === 0)
  return isSame ? null : change
}

function splitChange(a: SeenImage | undefined, b: SeenImage | undefined): ImageChange['split'] {
  if (a === undefined || b === undefined || a.split === b.split) return null
  return { a: a.split, b: b.split } satisfies { a: Split | null; b: Split | null }
}

function diffBoxes(before: readonly SeenBox[], after: readonly SeenBox[]): ImageChange['boxes'] {
  const alike = pair(before, after, (x, y) => (isSameClass(x, y) && isSamePlace(x, y) ? 1 : 0))
  const moved = pair(alike.left, alike.right, (x, y) => (isSameClass(x, y) ? iou(x, y) : 0))
  const reclassed = pair(moved.left, moved.right, iou)
  return {
    added: reclassed.right.length,
    removed: reclassed.left.length,
    moved: moved.pairs,
    reclassed: reclassed.pairs,
  }
}

/** Pairs boxes one to one by falling likeness from SAME_BOX_IOU on; left and right: those without a partner. */
function pair(
  before: readonly SeenBox[],
  after: readonly SeenBox[],
  likeness: (x: SeenBox, y: SeenBox) => number,
): { pairs: number; left: SeenBox[]; right: SeenBox[] } {
  const pairs = pairClosest(before, after, likeness, SAME_BOX_IOU)
  const [takenLeft, takenRight] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))]
  return {
    pairs: pairs.length,
    left: before.filter((_, i) => !takenLeft.has(i)),
    right: after.filter((_, j) => !takenRight.has(j)),
  }
}

/** Marks are given and taken back, never moved. */
function diffMarks(
  before: readonly SeenMark[],
  after: readonly SeenMark[],
): { added: number; removed: number } {
  const rest = [...after]
  let removed = 0
  for (const mark of before) {
    const at = rest.findIndex((other) => other.classId === mark.classId && isSamePlace(other, mark))
    if (at === -1) removed++
    else rest.splice(at, 1)
  }
  return { added: rest.length, removed }
}

const ofKind = ({ marks }: Pick<SeenImage, 'marks'>, kind: SeenMark['kind']) =>
  marks.filter((mark) => mark.kind === kind)

function total(labels: LabelSet, count: (image: SeenImage) => number): number {
  let sum = 0
  for (const image of labels.values()) sum += count(image)
  return sum
}

/** A class that is gone has its name alone. */
function isSameClass(x: SeenBox, y: SeenBox): boolean {
  return x.classId === null || y.classId === null ? x.className === y.className : x.classId === y.classId
}

type Sides = Pick<SeenBox, 'x1' | 'y1' | 'x2' | 'y2'>

function isSamePlace(x: Sides, y: Sides): boolean {
  return (['x1', 'y1', 'x2', 'y2'] as const).every((side) => Math.abs(x[side] - y[side]) <= SAME_SIDE_PX)
}
