import { useProject } from '../../state/project/project'
import { byName, runSearch, useSearch } from '../../state/search/search'
import type { Action } from '../types'

const OUT = 'out:yes'

/** Lists what was taken out of the project; a second time, everything else again. */
export const showTakenOut: Action = {
  id: 'showTakenOut',
  label: 'Show pictures taken out',
  group: 'Pictures',
  keys: [],
  rooms: ['label'],
  reason: 'No picture was taken out',
  enabled: () => isShown() || useProject.getState().images.some(({ takenOut }) => takenOut),
  checked: isShown,
  run: () => runSearch(isShown() ? '' : OUT, byName),
}

function isShown(): boolean {
  return useSearch.getState().text.trim() === OUT
}
