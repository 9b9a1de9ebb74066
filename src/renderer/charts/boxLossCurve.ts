import type { LossConfig } from '../../shared/training/config/loss'

/** Variance of the centre offsets (SSD): a shift of one width is an offset of 10. */
const CENTRE_VARIANCE = 0.1

/**
 * Box loss of a square box that is shifted sideways by `shift` of its widths, per box: the losses of offsets see
 * dx = shift / 0.1, those of corners the overlap. GHM-R is drawn without its counts, as the loss under them.
 */
export function boxLossAt(loss: LossConfig, shift: number): number {
  const d = Math.abs(shift) / CENTRE_VARIANCE
  switch (loss.box) {
    case 'l1':
      return d
    case 'mse':
      return d * d
    case 'smoothL1': {
      const { beta } = loss.smoothL1
      return d < beta ? (d * d) / (2 * beta) : d - beta / 2
    }
    case 'huber': {
      const { delta } = loss.huber
      return d <= delta ? (d * d) / 2 : delta * (d - delta / 2)
    }
    case 'ghmr': {
      const { mu } = loss.ghmr
      return Math.sqrt(d * d + mu * mu) - mu
    }
    default:
      return cornerLoss(loss, Math.abs(shift))
  }
}

/** True for the losses that compare encoded offsets, which have another scale than those of corners. */
export function isOffsetLoss(loss: LossConfig): boolean {
  return ['l1', 'mse', 'smoothL1', 'huber', 'ghmr'].includes(loss.box)
}

/** Of unit squares side by side: overlap 1 - s, union 1 + s, the box around both 1 + s wide and 1 high. */
function cornerLoss(loss: LossConfig, shift: number): number {
  const overlap = Math.max(0, 1 - shift)
  const union = 2 - overlap
  const around = 1 + shift
  const iou = overlap / union
  const distance = shift ** 2 / (around ** 2 + 1)
  switch (loss.box) {
    case 'iou':
      return loss.iou.form === 'log' ? -Math.log(Math.max(iou, 1e-6)) : 1 - iou
    case 'giou':
      return 1 - iou + (around - union) / around
    case 'siou':
      // The way is level, so the angle cost is 0, and the shapes are alike.
      return 1 - iou + (1 - Math.exp(-2 * (shift / around) ** 2)) / 2
    // The shapes are alike: what CIoU and EIoU add to DIoU is 0.
    default:
      return 1 - iou + distance
  }
}
