import type { BoxXyxyPx } from '../../../../../shared/annotation/schema'
import { enclosing } from '../../../../../shared/geometry/box'
import type { Suspect } from '../../../../../shared/labels/schema'

/** The smallest box around a doubted label and what is proposed in its place. */
export function suspectRegion({ label, prediction }: Pick<Suspect, 'label' | 'prediction'>): BoxXyxyPx {
  return enclosing(prediction.box, label?.box ?? prediction.box)
}
