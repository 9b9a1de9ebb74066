import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import type { PartProps } from './sectionParts'

/** How many boxes the size range leaves out. */
export function OutOfRange({ config, plan }: PartProps) {
  const { minPx, maxPx } = config.loss.sizeRange
  if (plan === null || (minPx === 0 && maxPx === null)) return null
  return (
    <p className="figure-words" data-testid="out-of-range">
      {plan.numOutOfRange === 0
        ? t('Every box is inside the size range.')
        : t('{{numOutOfRange}} outside the size range: ignored, never background.', {
            numOutOfRange: countText(plan.numOutOfRange, 'box', 'boxes'),
          })}
    </p>
  )
}
