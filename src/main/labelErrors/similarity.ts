import { iouAt, toFlatXyxy } from '../../shared/geometry/iou'
import type { ComparedPicture, JudgedPicture } from './types'

/** Weight of the overlap against that of the distance. */
const ALPHA = 0.9
/** Fall of the distance's part for each px between the centres. */
const PER_PX = 0.1
/** Distances are counted as if every picture had this long side. */
const LONG_SIDE_PX = 640

/**
 * How alike labels and predictions are (ObjectLab, Tkachenko et al. 2023, arXiv:2309.00832): 0.9 IoU + 0.1 exp(-0.1 d), d the
 * distance of the centres in px. ObjectLab counts px of the picture, so that its scores hang on the camera; here they
 * are those of the picture scaled to a long side of 640.
 */
export function comparePicture(picture: JudgedPicture): ComparedPicture {
  const scale = LONG_SIDE_PX / Math.max(picture.width, picture.height, 1)
  const labels = flat(picture.labels)
  const predictions = flat(picture.predictions)
  const columns = picture.predictions.length
  const iou = new Float64Array(picture.labels.length * columns)
  const similarity = new Float64Array(iou.length)
  for (let row = 0; row < picture.labels.length; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      iou[at] = iouAt(labels, row, predictions, column)
      const near = Math.exp(-PER_PX * scale * centreDistance(labels, row, predictions, column))
      // 1 - (1 - near) as cleanlab has it: what is lost in rounding is the smallest similarity there is.
      similarity[at] = ALPHA * iou[at] + (1 - ALPHA) * (1 - (1 - near))
    }
  }
  return { ...picture, iou, similarity }
}

/** The smallest similarity above 0 in a set; 1 where there is none. */
export function smallestSimilarity(pictures: readonly ComparedPicture[]): number {
  let least = 1
  for (const { similarity } of pictures) {
    for (const value of similarity) if (value > 0 && value < least) least = value
  }
  return least
}

const flat = (boxes: JudgedPicture['labels']): Float64Array => toFlatXyxy(boxes.map(({ box }) => box))

function centreDistance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const across = a[4 * i] + a[4 * i + 2] - b[4 * j] - b[4 * j + 2]
  const down = a[4 * i + 1] + a[4 * i + 3] - b[4 * j + 1] - b[4 * j + 3]
  return Math.sqrt(across * across + down * down) / 2
}
