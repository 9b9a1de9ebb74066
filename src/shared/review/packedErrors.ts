import { z } from 'zod'
import type { BoxXyxyPx } from '../annotation/schema'
import { BoxId, ClassId, ImageId, type RunId } from '../ids'
import { errorIdOf } from './errorId'
import { ErrorCause, type ReviewError, ReviewQueue, Verdict } from './schema'

/** Numbers of an error, in the order in which they are packed; what is null goes as NaN. */
const COLUMNS = [
  'picture',
  'class',
  'cause',
  /** Of the detection in the picture's stored prediction; NaN: a miss. */
  'place',
  'label',
  'score',
  'x1',
  'y1',
  'x2',
  'y2',
  'labelX1',
  'labelY1',
  'labelX2',
  'labelY2',
  'iou',
  'verdict',
  'verdictAt',
  'weight',
  'isReached',
] as const
const WIDTH = COLUMNS.length

/**
 * Errors as they go from main to the page: twenty thousand of them as objects would take longer to check and to copy than
 * to find. Ids and names come once, all else is one row of numbers an error.
 */
export const PackedErrors = z.strictObject({
  pictures: z.array(z.strictObject({ id: ImageId, path: z.string() })),
  classes: z.array(z.strictObject({ id: ClassId.nullable(), name: z.string() })),
  labels: z.array(BoxId),
  rows: z.instanceof(Float64Array).refine((rows) => rows.length % WIDTH === 0),
})
export type PackedErrors = z.infer<typeof PackedErrors>

/** The queue as it goes to the page. */
export const PackedQueue = ReviewQueue.omit({ errors: true }).extend({ errors: PackedErrors })
export type PackedQueue = z.infer<typeof PackedQueue>

const causes = ErrorCause.options
const verdicts = Verdict.options

export function packErrors(errors: readonly ReviewError[]): PackedErrors {
  const pictures = new Places<{ id: ImageId; path: string }>()
  const classes = new Places<{ id: ClassId | null; name: string }>()
  const labels = new Places<BoxId>()
  const rows = new Float64Array(errors.length * WIDTH)
  errors.forEach((error, i) => {
    const { box, groundTruth: label, groundTruthId: labelId } = error
    const numbers = [
      pictures.of(error.imageId, () => ({ id: error.imageId, path: error.imagePath })),
      classes.of(error.classId ?? error.className, () => ({ id: error.classId, name: error.className })),
      causes.indexOf(error.cause),
      error.place,
      labelId === null ? null : labels.of(labelId, () => labelId),
      error.score,
      box.x1,
      box.y1,
      box.x2,
      box.y2,
      label?.x1 ?? null,
      label?.y1 ?? null,
      label?.x2 ?? null,
      label?.y2 ?? null,
      error.iou,
      error.verdict === null ? null : verdicts.indexOf(error.verdict),
      error.verdictAt,
      error.weight,
      Number(error.isReached),
    ]
    for (let c = 0; c < WIDTH; c++) rows[i * WIDTH + c] = numbers[c] ?? Number.NaN
  })
  return { pictures: pictures.list, classes: classes.list, labels: labels.list, rows }
}

/** The errors again, those of a run. */
export function unpackErrors(runId: RunId, packed: PackedErrors): ReviewError[] {
  const { pictures, classes, labels, rows } = packed
  const errors: ReviewError[] = []
  for (let at = 0; at < rows.length; at += WIDTH) {
    const numberAt = (column: number) => (Number.isNaN(rows[at + column]) ? null : rows[at + column])
    const boxAt = (column: number): BoxXyxyPx => ({
      x1: rows[at + column],
      y1: rows[at + column + 1],
      x2: rows[at + column + 2],
      y2: rows[at + column + 3],
    })
    const picture = pictures[rows[at]]
    const { id: classId, name: className } = classes[rows[at + 1]]
    const [place, labelAt, score, verdictAt] = [numberAt(3), numberAt(4), numberAt(5), numberAt(15)]
    const labelId = labelAt === null ? null : labels[labelAt]
    const kind = place === null ? 'fn' : 'fp'
    errors.push({
      id: errorIdOf(
        place === null
          ? { runId, kind: 'fn', imageId: picture.id, boxId: labelId as BoxId }
          : { runId, kind: 'fp', imageId: picture.id, place },
      ),
      kind,
      cause: causes[rows[at + 2]],
      place,
      imageId: picture.id,
      imagePath: picture.path,
      classId,
      className,
      score,
      box: boxAt(6),
      groundTruthId: labelId,
      groundTruth: labelId === null ? null : boxAt(10),
      iou: rows[at + 14],
      hardness: kind === 'fp' ? (score ?? 0) : 1 - (score ?? 0),
      verdict: verdictAt === null ? null : verdicts[verdictAt],
      verdictAt: numberAt(16),
      weight: numberAt(17),
      isReached: rows[at + 18] === 1,
    })
  }
  return errors
}

/** Things in the order in which they were first asked for. */
class Places<T> {
  readonly list: T[] = []
  private readonly places = new Map<string, number>()

  of(key: string, make: () => T): number {
    const known = this.places.get(key)
    if (known !== undefined) return known
    this.places.set(key, this.list.length)
    return this.list.push(make()) - 1
  }
}
