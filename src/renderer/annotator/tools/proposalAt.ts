import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { area } from '../../../shared/geometry/box'
import type { ImagePoint } from '../types'

/** The smallest box that covers a point; null where none does. */
export function proposalAt<T extends BoxXyxyPx>(boxes: readonly T[], { x, y }: ImagePoint): T | null {
  const under = boxes.filter((box) => x >= box.x1 && x <= box.x2 && y >= box.y1 && y <= box.y2)
  return under.reduce<T | null>((best, box) => (best === null || area(box) < area(best) ? box : best), null)
}
