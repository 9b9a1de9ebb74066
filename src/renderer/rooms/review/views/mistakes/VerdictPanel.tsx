import { Button } from '../../../../components/Button'
import { Panel } from '../../../../components/Panel'
import { type PanelSection, PanelSections } from '../../../../components/PanelSections'
import { t } from '../../../../language/t'
import { useReview } from '../../../../state/review/review'
import { goToRoom } from '../../../../state/studio/navigation'
import { selectRun } from '../../../../state/training/training'
import { ThresholdSlider } from './ThresholdSlider'
import { VerdictSection } from './VerdictSection'
import './VerdictPanel.css'

const sections: readonly PanelSection[] = [
  { id: 'verdict', title: 'Verdict', isOpen: true, ownsHead: true, grows: true, Content: VerdictSection },
  { id: 'threshold', title: 'Threshold', isOpen: true, ownsHead: true, Content: ThresholdSlider },
]

/** Right side of Review: the verdict on the mistake at hand, the threshold, and the way back to training. */
export function VerdictPanel() {
  const queue = useReview((state) => state.queue)
  return (
    <Panel id="review.right" side="right" label={t('Verdict')}>
      <PanelSections panelId="review.right" sections={sections} />
      <div className="verdict-again">
        <Button
          variant="primary"
          size="large"
          data-testid="train-again"
          onClick={() => {
            selectRun('next')
            goToRoom('train')
          }}
        >
          {againText(queue?.errors.filter(({ verdict }) => verdict !== null).length ?? 0)}
        </Button>
      </div>
    </Panel>
  )
}

function againText(numVerdicts: number): string {
  if (numVerdicts === 0) return t('Train again')
  return numVerdicts === 1
    ? t('Train again with 1 verdict')
    : t('Train again with {{numVerdicts}} verdicts', { numVerdicts })
}
