import type { BoxXyxyPx } from '../../../../../shared/annotation/schema'
import type { Suspect } from '../../../../../shared/labels/schema'

/** The smallest box around a doubted label and what is proposed in its place. */
export function suspectRegion({ label, prediction }: Pick<Suspect, 'label' | 'prediction'>): BoxXyxyPx {
  const a = prediction.box
  const b = label?.box ?? a
  return {
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
    x2: Math.max(a.x2, b.x2),
    y2: Math.max(a.y2, b.y2),
  }
}
