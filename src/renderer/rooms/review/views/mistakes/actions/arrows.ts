import { nudgeKeys } from '../../../../../actions/boxes/nudge'
import type { Action } from '../../../../../actions/types'
import { activeAnnotator } from '../../../../../annotator/active'
import { queueView } from '../../../../../state/review/queueView'
import { step } from '../../../../../state/review/review'
import { currentDraft } from '../../../../../state/review/verdicts'
import { gridColumns } from '../gridColumns'
import { hasError } from './hasError'

const rowStep = () => ({ canvas: 1, list: 1, grid: gridColumns() })[queueView().layout]
const walks: Partial<Record<string, () => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: () => -rowStep(),
  ArrowDown: () => rowStep(),
}

/** Arrows move what is being edited, as in Label; else they go through the queue as it lies on the screen. */
export const arrowActions: readonly Action[] = nudgeKeys.map(({ adjustment, ...nudge }) => {
  const walk = walks[nudge.keys[0]]
  return {
    ...nudge,
    id: `review.${nudge.id}`,
    group: 'Review' as const,
    rooms: ['review'] as const,
    repeats: true,
    reason: 'There is no mistake in sight',
    enabled: () => currentDraft() !== null || (walk !== undefined && hasError()),
    run: () => {
      if (currentDraft() !== null) activeAnnotator()?.adjust(adjustment)
      else if (walk !== undefined) step(walk())
    },
    release: () => activeAnnotator()?.finishAdjusting(),
  }
})
