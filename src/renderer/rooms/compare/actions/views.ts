import type { Action } from '../../../actions/types'
import { type CompareViewId, showCompareView } from '../../../state/compare/compare'

export const compareViews: readonly [CompareViewId, string][] = [
  ['runs', 'Runs'],
  ['pair', 'Two runs'],
  ['labels', 'Labels seen'],
  ['sweep', 'Sweep'],
]

/** The views under the digits, in the order of the switch. */
export const viewActions: readonly Action[] = compareViews.map(([view, label], place) => ({
  id: `compare.view.${view}`,
  label: `Show: ${label}`,
  group: 'Compare',
  keys: [String(place + 1)],
  run: () => showCompareView(view),
}))
