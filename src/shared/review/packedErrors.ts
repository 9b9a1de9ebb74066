import { z } from 'zod'
import type { BoxXyxyPx } from '../annotation/schema'
import { type BoxId, ClassId, ImageId, type RunId } from '../ids'
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
/** Of the id of a box, hex digits. */
const ID_LENGTH = 32

/**
 * Errors as they go from main to the page: twenty thousand of them as objects would take longer to check and to copy than
 * to find. Ids and names come once, all else is one row of numbers an error.
 */
export const PackedErrors = z.strictObject({
  pictures: z.array(z.strictObject({ id: ImageId, path: z.string() })),
  classes: z.array(z.strictObject({ id: ClassId.nullable(), name: z.string() })),
  /** Ids of labels, one behind the other. */
  labels: z.string().refine((ids) => ids.length % ID_LENGTH === 0),
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
  let at = 0
  const put = (number: number | null) => {
    rows[at++] = number ?? Number.NaN
  }
  const putBox = (box: BoxXyxyPx | null) => {
    put(box?.x1 ?? null)
    put(box?.y1 ?? null)
    put(box?.x2 ?? null)
    put(box?.y2 ?? null)
  }
  for (const error of errors) {
    const { imageId: id, imagePath: path, classId, className: name, groundTruthId: labelId } = error
    put(pictures.of(id, () => ({ id, path })))
    put(classes.of(classId ?? name, () => ({ id: classId, name })))
    put(causes.indexOf(error.cause))
    put(error.place)
    put(labelId === null ? null : labels.of(labelId, () => labelId))
    put(error.score)
    putBox(error.box)
    putBox(error.groundTruth)
    put(error.iou)
    put(error.verdict === null ? null : verdicts.indexOf(error.verdict))
    put(error.verdictAt)
    put(error.weight)
    put(Number(error.isReached))
  }
  return { pictures: pictures.list, classes: classes.list, labels: labels.list.join(''), rows }
}

/** The queue again as it was before it was packed. */
export function unpackQueue({ errors, ...rest }: PackedQueue): ReviewQueue {
  return { ...rest, errors: unpackErrors(rest.runId, errors) }
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
    const labelId =
      labelAt === null ? null : (labels.slice(labelAt * ID_LENGTH, (labelAt + 1) * ID_LENGTH) as BoxId)
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
  private last = { key: '', place: -1 }

  of(key: string, make: () => T): number {
    // Errors come picture by picture.
    if (this.last.key === key) return this.last.place
    const place = this.places.get(key) ?? this.list.push(make()) - 1
    this.places.set(key, place)
    this.last = { key, place }
    return place
  }
}
