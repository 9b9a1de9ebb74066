import type { FlatBoxes } from '../../../shared/geometry/box'
import * as tf from '../tf'

/** Variances of SSD (x, y, w, h); torchvision writes them as weights 10, 10, 5, 5. */
export const VARIANCES: readonly [number, number, number, number] = [0.1, 0.1, 0.2, 0.2]

/** Largest log of a size ratio that is decoded: a box of 1000 px from an anchor of 16 (detectron2, torchvision). */
export const MAX_LOG_SIZE = Math.log(1000 / 16)

/** Smallest side that is encoded, px: the logarithm of an empty box would be minus infinity. */
const MIN_SIDE = 1e-6

/**
 * Box offsets of ground truth relative to anchors (Girshick et al. 2014; SSD, arXiv:1512.02325, Eq. 2):
 *   dx = (gx - ax) / aw / v0, dy = (gy - ay) / ah / v1, dw = ln(gw / aw) / v2, dh = ln(gh / ah) / v3
 * with centres and sizes of anchor a and box g. Both are flat corners [N*4] in the same unit; writes [N*4] into `out`.
 */
export function encodeBoxes<T extends FlatBoxes = Float32Array>(
  anchorsXyxy: FlatBoxes,
  boxesXyxy: FlatBoxes,
  variances: readonly number[] = VARIANCES,
  out: T = new Float32Array(boxesXyxy.length) as T,
): T {
  const [v0, v1, v2, v3] = variances
  for (let i = 0; i < boxesXyxy.length; i += 4) {
    const anchorWidth = Math.max(anchorsXyxy[i + 2] - anchorsXyxy[i], MIN_SIDE)
    const anchorHeight = Math.max(anchorsXyxy[i + 3] - anchorsXyxy[i + 1], MIN_SIDE)
    const width = Math.max(boxesXyxy[i + 2] - boxesXyxy[i], MIN_SIDE)
    const height = Math.max(boxesXyxy[i + 3] - boxesXyxy[i + 1], MIN_SIDE)
    const shiftX = (boxesXyxy[i] + boxesXyxy[i + 2] - anchorsXyxy[i] - anchorsXyxy[i + 2]) / 2
    const shiftY = (boxesXyxy[i + 1] + boxesXyxy[i + 3] - anchorsXyxy[i + 1] - anchorsXyxy[i + 3]) / 2
    out[i] = shiftX / anchorWidth / v0
    out[i + 1] = shiftY / anchorHeight / v1
    out[i + 2] = Math.log(width / anchorWidth) / v2
    out[i + 3] = Math.log(height / anchorHeight) / v3
  }
  return out
}

/**
 * Boxes that offsets [N*4] stand for at anchors [N*4] (flat corners): the inverse of `encodeBoxes`. dw and dh are cut
 * to ln(1000/16) before exp, so that a wild offset never becomes infinite. Writes flat corners [N*4] into `out`.
 */
export function decodeBoxes<T extends FlatBoxes = Float32Array>(
  anchorsXyxy: FlatBoxes,
  offsets: FlatBoxes,
  variances: readonly number[] = VARIANCES,
  out: T = new Float32Array(offsets.length) as T,
): T {
  const [v0, v1, v2, v3] = variances
  for (let i = 0; i < offsets.length; i += 4) {
    const anchorWidth = anchorsXyxy[i + 2] - anchorsXyxy[i]
    const anchorHeight = anchorsXyxy[i + 3] - anchorsXyxy[i + 1]
    const cx = anchorsXyxy[i] + anchorWidth / 2 + offsets[i] * v0 * anchorWidth
    const cy = anchorsXyxy[i + 1] + anchorHeight / 2 + offsets[i + 1] * v1 * anchorHeight
    const halfWidth = (Math.exp(Math.min(offsets[i + 2] * v2, MAX_LOG_SIZE)) * anchorWidth) / 2
    const halfHeight = (Math.exp(Math.min(offsets[i + 3] * v3, MAX_LOG_SIZE)) * anchorHeight) / 2
    out[i] = cx - halfWidth
    out[i + 1] = cy - halfHeight
    out[i + 2] = cx + halfWidth
    out[i + 3] = cy + halfHeight
  }
  return out
}

/**
 * `decodeBoxes` on tensors, with a gradient: offsets [B, N, 4] or [P, 4], anchors as centres and sizes [N, 4] or
 * [P, 4] -> corners of the shape of offsets. Beyond the cut of dw and dh the gradient is zero.
 */
export function decodeOffsets<T extends tf.Tensor>(offsets: T, anchorsCxcywh: tf.Tensor2D): T {
  return tf.tidy(() => {
    const [dxy, dwh] = tf.split(offsets, 2, -1) // [..., 2] each
    const [anchorCentre, anchorSize] = tf.split(anchorsCxcywh, 2, -1) // [N, 2] each
    const centre = tf.add(
      tf.mul(tf.mul(dxy, tf.tensor1d([VARIANCES[0], VARIANCES[1]])), anchorSize),
      anchorCentre,
    )
    const logSize = tf.minimum(tf.mul(dwh, tf.tensor1d([VARIANCES[2], VARIANCES[3]])), MAX_LOG_SIZE)
    const halfSize = tf.mul(tf.exp(logSize), tf.mul(anchorSize, 0.5)) // [..., 2]
    return tf.concat([tf.sub(centre, halfSize), tf.add(centre, halfSize)], -1) as T // [..., 4]
  })
}
