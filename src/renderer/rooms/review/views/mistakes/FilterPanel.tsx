import { Panel } from '../../../../components/Panel'
import { type PanelSection, PanelSections } from '../../../../components/PanelSections'
import { t } from '../../../../language/t'
import { showSplit, useReview } from '../../../../state/review/review'
import { SplitSwitch } from '../../SplitSwitch'
import { FatesSection, hasFates } from './FatesSection'
import { FiltersSection } from './FiltersSection'
import { KindsSection } from './KindsSection'
import { Round } from './Round'
import { SceneNotes } from './SceneNotes'
import './FilterPanel.css'

const sections: readonly PanelSection[] = [
  { id: 'kinds', title: 'Mistakes', isOpen: true, ownsHead: true, Content: KindsSection },
  { id: 'filters', title: 'Filters', isOpen: true, ownsHead: true, Content: FiltersSection },
  { id: 'round', title: 'This round', isOpen: true, ownsHead: true, Content: Round },
]
const fates: PanelSection = {
  id: 'fates',
  title: 'What became of your verdicts',
  isOpen: true,
  ownsHead: true,
  Content: FatesSection,
}

/** Left side of the mistakes: what does not fit the run any more, kinds with their cost, filters, progress, the last round. */
export function FilterPanel() {
  const queue = useReview((state) => state.queue)
  const split = useReview((state) => state.split)
  const withFates = useReview((state) => hasFates(state.report))
  return (
    <Panel id="review.left" side="left" label={t('Mistakes')}>
      <div className="split-choice">
        <SplitSwitch
          label={t('Pictures to go through')}
          value={split}
          splits={['val', 'train', 'test']}
          onShow={(next) => void showSplit(next)}
        />
      </div>
      {queue !== null && <SceneNotes facts={queue.facts} />}
      {queue !== null && (
        <PanelSections panelId="review.left" sections={withFates ? [...sections, fates] : sections} />
      )}
    </Panel>
  )
}
