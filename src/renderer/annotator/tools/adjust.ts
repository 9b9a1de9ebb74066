import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { Handle, ImageSize } from '../types'
import { limitMove, moveBox, resizeBox } from './boxMath'

export type Side = 'left' | 'right' | 'top' | 'bottom'

/** A change of boxes by keys, in px of the picture. */
export type Adjustment = { by: 'move'; dx: number; dy: number } | { by: 'edge'; side: Side; change: number }

const handles: Record<Side, Handle> = { left: 'w', right: 'e', top: 'n', bottom: 's' }

/** Boxes after a key's change: moved together, or each with one edge moved. */
export function adjustBoxes<T extends BoxXyxyPx>(
  boxes: readonly T[],
  adjustment: Adjustment,
  image: ImageSize,
): T[] {
  if (adjustment.by === 'move') {
    const { dx, dy } = limitMove(boxes, adjustment.dx, adjustment.dy, image)
    return boxes.map((box) => ({ ...box, ...moveBox(box, dx, dy, image) }))
  }
  const { side, change } = adjustment
  const isHorizontal = side === 'left' || side === 'right'
  return boxes.map((box) => {
    // By keys an edge stops before the other one: turning over would surprise.
    const room = (isHorizontal ? box.x2 - box.x1 : box.y2 - box.y1) - 1
    const inward = side === 'left' || side === 'top' ? change : -change
    const allowed = inward > room ? change * (Math.max(0, room) / inward) : change
    return {
      ...box,
      ...resizeBox(box, handles[side], isHorizontal ? allowed : 0, isHorizontal ? 0 : allowed, image),
    }
  })
}
