import { ActionKey } from '../../actions/ActionKey'
import { backOut } from '../../actions/boxes/backOut'
import { deleteBoxes } from '../../actions/boxes/deleteBoxes'
import { nextBox } from '../../actions/boxes/nextBox'
import { classDigits } from '../../actions/classes/setClass'
import { nextImage } from '../../actions/pictures/nextImage'
import { toggleReviewed } from '../../actions/pictures/toggleReviewed'
import { acceptSelected } from '../../actions/proposals/acceptSelected'
import { acceptShown } from '../../actions/proposals/acceptShown'
import { mendSelected } from '../../actions/proposals/mendSelected'
import { rejectSelected } from '../../actions/proposals/rejectSelected'
import { drawTool } from '../../actions/tools/drawTool'
import type { Action } from '../../actions/types'
import { toggleBoxes } from '../../actions/view/toggleBoxes'
import { Chip } from '../../components/Chip'
import { Kbd } from '../../components/Kbd'
import { t } from '../../language/t'
import { useSelection } from '../../state/labels/selection'
import { rowOf, useProject } from '../../state/project/project'
import { useProposals, useStandingProposals } from '../../state/proposals/proposals'
import { useSettledBoxes, useSettledId } from './settled'

/** An action stands for its key; what is pressed while a name is typed has no action. */
type Hint = readonly [keys: readonly (Action | string)[], words: string]

/** The three keys that matter now. */
export function HintLine() {
  const hints = useHints()
  return (
    <div className="hint-line" data-testid="hints">
      <Chip floating>
        {hints.map(([keys, words]) => (
          <span key={words} className="hint">
            {keys.map((key, i) => (
              <span key={typeof key === 'string' ? key : key.id}>
                {i > 0 && ' – '}
                {typeof key === 'string' ? <Kbd chord={key} /> : <ActionKey action={key} />}
              </span>
            ))}{' '}
            {words}
          </span>
        ))}
      </Chip>
    </div>
  )
}

function useHints(): readonly Hint[] {
  const imageId = useSettledId()
  const hasSelection = useSettledBoxes().length > 0
  const isNaming = useSelection((state) => state.naming !== null)
  const tool = useSelection((state) => state.tool)
  const boxesHidden = useSelection((state) => state.boxesHidden)
  const numClasses = useProject((state) => state.classes.length)
  const row = useProject((state) => rowOf(state, imageId))
  const proposals = useStandingProposals(imageId)
  const selectedId = useProposals((state) => state.selectedId)
  if (isNaming) {
    return [
      [['Enter'], t('name the class')],
      [['Escape'], t('drop the box')],
    ]
  }
  if (boxesHidden) return [[[toggleBoxes], t('show the boxes')]]
  const digits: Hint = [
    numClasses > 1 ? [classDigits[0], classDigits[Math.min(9, numClasses) - 1]] : [classDigits[0]],
    t('class'),
  ]
  if (hasSelection) {
    return [...(numClasses > 0 ? [digits] : []), [[deleteBoxes], t('delete')], [[backOut], t('let go')]]
  }
  if (proposals.length > 0) {
    const isSelected = proposals.some(({ id }) => id === selectedId)
    return isSelected
      ? [
          [[acceptSelected], t('accept')],
          [[rejectSelected], t('reject')],
          [[mendSelected], t('accept and mend')],
        ]
      : [
          [[nextBox], t('through the proposals')],
          [[acceptShown], t('accept all')],
          [[nextImage], t('next')],
        ]
  }
  const reviewed: Hint = [
    [toggleReviewed],
    row?.reviewed === true ? t('not reviewed') : reviewWords(row?.numBoxes ?? 0),
  ]
  const first: Hint =
    tool === 'draw' ? (numClasses > 0 ? digits : [[drawTool], t('drag a box')]) : [[drawTool], t('draw')]
  return [first, [[nextImage], t('next')], reviewed]
}

function reviewWords(numBoxes: number): string {
  return numBoxes === 0 ? t('nothing here') : t('mark reviewed')
}
