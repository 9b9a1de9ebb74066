import { inProject } from '../../state/labels/inProject'
import { goToImage, useSelection } from '../../state/labels/selection'
import { shownImages } from '../../state/labels/shownImages'
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
  enabled: () => isShown() || hasTakenOut(),
  checked: isShown,
  run: async () => {
    await runSearch(isShown() ? '' : OUT, byName)
    const shown = shownImages()
    const isInSight = shown.some(({ id }) => id === useSelection.getState().imageId)
    if (!isInSight && shown[0] !== undefined) await goToImage(shown[0].id)
  },
}

function isShown(): boolean {
  return useSearch.getState().text.trim() === OUT
}

function hasTakenOut(): boolean {
  const { images } = useProject.getState()
  return inProject(images) !== images
}
