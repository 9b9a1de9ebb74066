import type { BoxRecord } from '../../../shared/annotation/schema'
import { countText as countInEnglish } from '../../../shared/text/count'
import { countText } from '../../language/count'
import { t } from '../../language/t'
import { useBoxView } from '../../state/labels/boxView'
import { commit } from '../../state/labels/edits'
import { useSelection } from '../../state/labels/selection'
import { notify } from '../../state/studio/notices'

/** Takes boxes away as one edit; locked ones stay. */
export function removeBoxes(chosen: readonly BoxRecord[], verb = 'Delete'): void {
  const { locked } = useBoxView.getState()
  const boxes = chosen.filter((box) => !locked.has(box.id))
  if (boxes.length < chosen.length) {
    notify({
      tone: 'plain',
      title: countText(chosen.length - boxes.length, 'locked box stays', 'locked boxes stay'),
      detail: t('Unlock to delete.'),
    })
  }
  if (
    commit({
      label: `${verb} ${countInEnglish(boxes.length, 'box', 'boxes')}`,
      boxes: { removed: [...boxes] },
    })
  ) {
    useSelection.setState({ selected: [] })
  }
}
