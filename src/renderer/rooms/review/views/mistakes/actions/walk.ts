import { nudgeKeys } from '../../../../../actions/boxes/nudge'
import type { Action } from '../../../../../actions/types'
import { activeAnnotator } from '../../../../../annotator/active'
import { queueView, setQueueView } from '../../../../../state/review/queueView'
import { currentError, step, useReview } from '../../../../../state/review/review'
import { currentDraft, saveDraft } from '../../../../../state/review/verdicts'
import { gridColumns } from '../gridColumns'

const hasError = () => currentError(useReview.getState()) !== null
const base = { group: 'Review', rooms: ['review'] } as const

/** On to the next mistake; what is being edited is saved, and in the grid and the list the mistake is opened. */
export const nextError: Action = {
  ...base,
  id: 'review.next',
  label: 'Next mistake, or save the edit',
  keys: ['Enter', 'D'],
  repeats: true,
  enabled: hasError,
  run: () => {
    if (currentDraft() !== null) return saveDraft()
    if (queueView().layout !== 'canvas') return setQueueView({ layout: 'canvas' })
    return step(1)
  },
}

export const previousError: Action = {
  ...base,
  id: 'review.previous',
  label: 'Previous mistake',
  keys: ['Shift+Enter'],
  repeats: true,
  enabled: hasError,
  run: () => step(-1),
}

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
    ...base,
    ...nudge,
    id: `review.${nudge.id}`,
    repeats: true,
    enabled: () => currentDraft() !== null || (walk !== undefined && hasError()),
    run: () => {
      if (currentDraft() !== null) activeAnnotator()?.adjust(adjustment)
      else if (walk !== undefined) step(walk())
    },
    release: () => activeAnnotator()?.finishAdjusting(),
  }
})
