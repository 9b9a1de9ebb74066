import { iouMatrix, toFlatXyxy } from '../../shared/geometry/iou'
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
  const { labels, predictions } = picture
  const scale = LONG_SIDE_PX / Math.max(picture.width, picture.height, 1)
  const flat = (boxes: JudgedPicture['labels']) => toFlatXyxy(boxes.map(({ box }) => box))
  const iou = iouMatrix(flat(labels), flat(predictions))
  const similarity = new Float64Array(iou.length)
  labels.forEach((label, row) => {
    predictions.forEach((prediction, column) => {
      const at = row * predictions.length + column
      const near = Math.exp(-PER_PX * scale * centreDistance(label.box, prediction.box))
      // 1 - (1 - near) as cleanlab has it: what is lost in rounding is the smallest similarity there is.
      similarity[at] = ALPHA * iou[at] + (1 - ALPHA) * (1 - (1 - near))
    })
  })
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

type Corners = JudgedPicture['labels'][number]['box']

function centreDistance(a: Corners, b: Corners): number {
  return Math.hypot((a.x1 + a.x2 - b.x1 - b.x2) / 2, (a.y1 + a.y2 - b.y1 - b.y2) / 2)
}
