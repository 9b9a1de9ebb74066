import type { ClassRecord, ImageRow } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import type { ClassMapping, PredictionPreview } from '../../shared/predictions/schema'
import { StudioError } from '../../shared/result'
import type { Detection } from '../../shared/review/schema'
import { PictureFinder } from '../formats/finding/pictureFinder'
import { Notes } from '../formats/notes'
import type { Prediction } from '../store/projectStore'
import type { ForeignDetection, ForeignPicture, ForeignPredictions } from './types'

/** Predictions of another detector on the pictures of a project, and what became of the rest. */
export interface PlacedPredictions {
  predictions: Prediction[]
  pictures: PredictionPreview['pictures']
  repaired: Notes
  rejected: Notes
}

/** A box that sticks out by more than this share of the picture was not made on a picture of this size. */
const FAR_OUT = 0.05
/** So many of them, and none can be trusted. */
const MOST_FAR_OUT = 0.2

/**
 * Finds the project's picture for each name and brings the boxes onto it, best first, clipped to the picture. Pictures of
 * another size are left out. Where the source names only pictures with detections, the other pictures of the splits it
 * reaches count as looked at without finding anything: leaving them out would hide misses.
 * Throws `invalid-input` where nothing is left, or where boxes lie as on pictures of another size.
 */
export function placeDetections(
  foreign: ForeignPredictions,
  rows: readonly ImageRow[],
  mapping: readonly ClassMapping[],
  known: readonly ClassRecord[],
): PlacedPredictions {
  const [repaired, rejected] = [new Notes(), new Notes()]
  const found = findPictures(foreign.pictures, rows, rejected)
  const classOf = new Map(mapping.map(({ from, to }) => [from, known.find(({ id }) => id === to)]))
  let numFarOut = 0
  let numBoxes = 0
  const predictions = [...found].map(([row, { detections }]): Prediction => {
    const placed = detections.flatMap((detection) => {
      const target = classOf.get(detection.className)
      if (target === undefined) {
        rejected.add(`detection of a class that is left out: ${detection.className}`, detection.where)
        return []
      }
      const box = cornersOf(detection, row)
      numBoxes++
      if (sticksOut(box, row) > FAR_OUT) numFarOut++
      const clipped = clip(box, row)
      if (!(clipped.x1 < clipped.x2 && clipped.y1 < clipped.y2)) {
        rejected.add('box without an area inside of its picture', detection.where)
        return []
      }
      if (sticksOut(box, row) > 0) repaired.add('box clipped to its picture', detection.where)
      return [{ classId: target.id, className: target.name, score: detection.score, ...clipped }]
    })
    return {
      imageId: row.id,
      detections: placed.sort((a: Detection, b: Detection) => b.score - a.score),
      ms: 0,
    }
  })
  if (numFarOut > MOST_FAR_OUT * numBoxes) {
    throw new StudioError(
      'invalid-input',
      `${numFarOut} of ${numBoxes} boxes lie far outside of their pictures.`,
      'They were made on pictures of another size; scale them back to the original pictures first.',
    )
  }
  const silent = foreign.isComplete
    ? []
    : silentPictures(rows, new Set([...found.keys()].map(({ id }) => id)))
  const all = [...predictions, ...silent.map(({ id }) => ({ imageId: id, detections: [], ms: 0 }))]
  return { predictions: all, pictures: countPictures(all, rows, silent.length), repaired, rejected }
}

function findPictures(
  pictures: readonly ForeignPicture[],
  rows: readonly ImageRow[],
  rejected: Notes,
): Map<ImageRow, ForeignPicture> {
  const finder = new PictureFinder(rows.map(({ rootId, path }) => ({ root: rootId, relativePath: path })))
  const byPlace = new Map(rows.map((row) => [`${row.rootId}\0${row.path}`, row]))
  const found = new Map<ImageRow, ForeignPicture>()
  for (const picture of pictures) {
    const at = finder.find(picture.name)
    const row = 'problem' in at ? undefined : byPlace.get(`${at.root}\0${at.relativePath}`)
    if (row === undefined) {
      const isUnclear = 'problem' in at && at.problem === 'ambiguous'
      rejected.add(
        isUnclear ? 'name that fits several pictures' : 'picture that is not in the project',
        picture.name,
      )
    } else if (found.has(row)) rejected.add('second list for a picture: the first counts', picture.name)
    else if (!isSameSize(picture.declared, row)) {
      const { width = 0, height = 0 } = picture.declared ?? {}
      rejected.add(
        'picture of another size than here',
        `${picture.name}: ${width} x ${height}, here ${row.width} x ${row.height}`,
      )
    } else if (row.width === 0 || row.height === 0)
      rejected.add('picture that cannot be read here', picture.name)
    else found.set(row, picture)
  }
  if (found.size > 0) return found
  const notes = rejected.toList().map(({ what, count, examples }) => `${count} x ${what} (${examples[0]})`)
  throw new StudioError(
    'invalid-input',
    `None of the ${pictures.length} pictures can be used${notes.length === 0 ? '' : `: ${notes.join(', ')}`}.`,
    'The predictions have to be of the pictures in this project, under the same file names.',
  )
}

const isSameSize = (declared: ForeignPicture['declared'], { width, height }: ImageRow) =>
  declared === null || (declared.width === width && declared.height === height)

/** Pictures of the splits that the source reaches which it does not name. */
function silentPictures(rows: readonly ImageRow[], named: ReadonlySet<ImageId>): ImageRow[] {
  const reached = new Set(rows.flatMap(({ id, split }) => (named.has(id) && split !== null ? [split] : [])))
  return rows.filter(
    ({ id, split, state, problem }) =>
      !named.has(id) && split !== null && reached.has(split) && state !== 'unlabelled' && problem === null,
  )
}

function countPictures(
  predictions: readonly Prediction[],
  rows: readonly ImageRow[],
  silent: number,
): PredictionPreview['pictures'] {
  const splits = new Map(rows.map(({ id, split }) => [id, split ?? ('none' as const)]))
  const counts = { train: 0, val: 0, test: 0, none: 0, silent }
  for (const { imageId } of predictions) counts[splits.get(imageId) ?? 'none']++
  return counts
}

interface Corners {
  x1: number
  y1: number
  x2: number
  y2: number
}

function cornersOf({ xywh: [x, y, width, height], unit }: ForeignDetection, row: ImageRow): Corners {
  const [across, down] = unit === 'px' ? [1, 1] : [row.width, row.height]
  return { x1: x * across, y1: y * down, x2: (x + width) * across, y2: (y + height) * down }
}

/** By how much of the picture's side a box sticks out, at its worst side; 0: it lies inside. */
function sticksOut({ x1, y1, x2, y2 }: Corners, { width, height }: ImageRow): number {
  return Math.max(0, -x1 / width, -y1 / height, x2 / width - 1, y2 / height - 1)
}

function clip({ x1, y1, x2, y2 }: Corners, { width, height }: ImageRow): Corners {
  return { x1: Math.max(0, x1), y1: Math.max(0, y1), x2: Math.min(width, x2), y2: Math.min(height, y2) }
}
