import * as tf from '../../tf'
import { evenMaximum, evenMinimum } from './extremes'

/** Guards divisions by empty areas; torchvision's value. */
export const OVERLAP_EPSILON = 1e-7

/** What the IoU family is made of, [...] each, px and px^2. */
export interface Overlap {
  intersection: tf.Tensor
  /** Area that only one of the two covers. */
  unshared: tf.Tensor
  union: tf.Tensor
  /** Width and height of the smallest box around both. */
  enclosingWidth: tf.Tensor
  enclosingHeight: tf.Tensor
  predicted: Sides
  target: Sides
}

/** Corners and sizes of boxes, [...] each. */
export interface Sides {
  x1: tf.Tensor
  y1: tf.Tensor
  x2: tf.Tensor
  y2: tf.Tensor
  width: tf.Tensor
  height: tf.Tensor
}

/** Overlap of predicted and target boxes, corners [..., 4] each; differentiable in both. */
export function overlapOf(predictedXyxy: tf.Tensor, targetXyxy: tf.Tensor): Overlap {
  const predicted = sidesOf(predictedXyxy)
  const target = sidesOf(targetXyxy)
  const sharedWidth = tf.relu(
    tf.sub(evenMinimum(predicted.x2, target.x2), evenMaximum(predicted.x1, target.x1)),
  )
  const sharedHeight = tf.relu(
    tf.sub(evenMinimum(predicted.y2, target.y2), evenMaximum(predicted.y1, target.y1)),
  )
  const intersection = tf.mul(sharedWidth, sharedHeight)
  // What sticks out of the shared part, beside it and above it: differences of sides, not of areas, keep their digits.
  const outside = ({ width, height }: Sides) =>
    tf.add(tf.mul(width, tf.sub(height, sharedHeight)), tf.mul(sharedHeight, tf.sub(width, sharedWidth)))
  const unshared = tf.add(outside(predicted), outside(target))
  return {
    intersection,
    unshared,
    union: tf.add(unshared, intersection),
    enclosingWidth: tf.sub(evenMaximum(predicted.x2, target.x2), evenMinimum(predicted.x1, target.x1)),
    enclosingHeight: tf.sub(evenMaximum(predicted.y2, target.y2), evenMinimum(predicted.y1, target.y1)),
    predicted,
    target,
  }
}

/** Intersection over union, [...]. */
export function iouOf(overlap: Overlap, epsilon: number): tf.Tensor {
  return tf.div(overlap.intersection, tf.add(overlap.union, epsilon))
}

/** 1 - IoU, [...], exact also where the boxes nearly agree. */
export function iouDistance(overlap: Overlap, epsilon: number): tf.Tensor {
  return tf.div(tf.add(overlap.unshared, epsilon), tf.add(overlap.union, epsilon))
}

/** Squared distance of the centres over the squared diagonal of the enclosing box, [...] (arXiv:1911.08287, Eq. 6). */
export function centreDistance({ predicted, target, ...overlap }: Overlap, epsilon: number): tf.Tensor {
  const diagonal = tf.add(
    tf.add(tf.square(overlap.enclosingWidth), tf.square(overlap.enclosingHeight)),
    epsilon,
  )
  const dx = tf.sub(tf.add(predicted.x1, predicted.x2), tf.add(target.x1, target.x2))
  const dy = tf.sub(tf.add(predicted.y1, predicted.y2), tf.add(target.y1, target.y2))
  return tf.div(tf.mul(tf.add(tf.square(dx), tf.square(dy)), 0.25), diagonal)
}

function sidesOf(boxesXyxy: tf.Tensor): Sides {
  const [x1, y1, x2, y2] = tf.unstack(boxesXyxy, -1)
  return { x1, y1, x2, y2, width: tf.sub(x2, x1), height: tf.sub(y2, y1) }
}
