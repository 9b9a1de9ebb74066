import type { Action } from '../../../actions/types'
import { english } from '../../../language/t'
import { type CompareViewId, showCompareView } from '../../../state/compare/compare'

export const compareViews: readonly [CompareViewId, string][] = [
  ['runs', english('Runs')],
  ['pair', english('Two runs')],
  ['labels', english('Labels seen')],
  ['sweep', english('Sweep')],
]

/** The views under the digits, in the order of the switch. */
export const viewActions: readonly Action[] = compareViews.map(([view, label], place) => ({
  id: `compare.view.${view}`,
  label: `Show: ${label}`,
  group: 'Compare',
  keys: [String(place + 1)],
  run: () => showCompareView(view),
}))
