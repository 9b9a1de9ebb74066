import { goalText } from '../../../../../shared/evaluation/chosen'
import { addTallies, tallyAt, tallyFigures } from '../../../../../shared/evaluation/tally'
import { groupedText, shortText } from '../../../../../shared/text/count'
import { ActionKey } from '../../../../actions/ActionKey'
import { Button } from '../../../../components/Button'
import { NumberEntry } from '../../../../components/NumberEntry'
import { Panel } from '../../../../components/Panel'
import { type PanelSection, PanelSections } from '../../../../components/PanelSections'
import { SectionTitle } from '../../../../components/SectionTitle'
import { Segmented } from '../../../../components/Segmented'
import { Slider } from '../../../../components/Slider'
import { t } from '../../../../language/t'
import {
  aim,
  aimByClass,
  mayChoose,
  oneForAll,
  selectClass,
  setByHand,
  setMissCost,
  thresholdsOf,
  useFigures,
} from '../../../../state/review/figures'
import { keepMeasured, keepThese, undoKept, useKept } from '../../../../state/review/keptThresholds'
import { useTraining } from '../../../../state/training/training'
import { aimAtBestF1 } from './actions/aimAtBestF1'
import { aimAtLeastCost } from './actions/aimAtLeastCost'
import { ScoreHistogram } from './ScoreHistogram'
import { SplitControl } from './SplitControl'
import './OperatingPanel.css'

const sections: readonly PanelSection[] = [
  { id: 'threshold', title: 'Threshold', isOpen: true, ownsHead: true, Content: Moving },
  { id: 'goals', title: 'Choose by', isOpen: true, ownsHead: true, Content: Goals },
]

/** Left side of the figures: the threshold under the slider, what it makes of the split, and what it is chosen for. */
export function OperatingPanel() {
  return (
    <Panel id="review.left" side="left" label={t('Threshold')}>
      <SplitControl />
      <PanelSections panelId="figures.left" sections={sections} />
      <InUse />
    </Panel>
  )
}

function Moving() {
  const state = useFigures()
  const { data, selected, counted, pooled, overall, perClass } = state
  if (data === null || pooled === null) return null
  const thresholds = thresholdsOf(state)
  const threshold = selected === null ? overall : thresholds[selected]
  const tally =
    selected === null
      ? addTallies(counted.map((outcomes, c) => tallyAt(outcomes, thresholds[c])))
      : tallyAt(counted[selected], threshold)
  const { found, falsePositives, missed, precision, recall, f1 } = tallyFigures(tally, data.images)
  const own = perClass.filter((one) => one !== null).length
  return (
    <section aria-label={t('Threshold')} className="operating-section">
      <div className="section-head">
        <SectionTitle>{selected === null ? t('Threshold') : data.classes[selected].name}</SectionTitle>
        <output data-testid="figures-threshold">{threshold.toFixed(3)}</output>
      </div>
      <div className="operating-body">
        <ScoreHistogram outcomes={selected === null ? pooled : counted[selected]} threshold={threshold} />
        <Slider
          label={
            selected === null
              ? t('Overall threshold')
              : t('Threshold of {{name}}', { name: data.classes[selected].name })
          }
          testId="figures-slider"
          value={threshold}
          min={0.01}
          max={1}
          step={0.01}
          onChange={(value) => setByHand(selected, value)}
        />
        <dl className="operating-counts">
          <div>
            <dd data-testid="figures-found">{groupedText(found)}</dd>
            <dt>{t('found')}</dt>
          </div>
          <div>
            <dd className="operating-bad" data-testid="figures-false">
              {groupedText(falsePositives)}
            </dd>
            <dt>{t('false alarms')}</dt>
          </div>
          <div>
            <dd className="operating-missed" data-testid="figures-missed">
              {groupedText(missed)}
            </dd>
            <dt>{t('missed')}</dt>
          </div>
        </dl>
        <p className="muted small">
          {t('Precision {{precision}}, recall {{recall}}, F1 {{f1}}', {
            precision: shortText(precision),
            recall: shortText(recall),
            f1: shortText(f1),
          })}
        </p>
        {selected !== null && <Button onClick={() => selectClass(null)}>{t('Back to all classes')}</Button>}
        {selected === null && own > 0 && (
          <p className="faint small">
            {own === 1
              ? t('1 class has a threshold of its own')
              : t('{{own}} classes have thresholds of their own', { own })}
            .
          </p>
        )}
      </div>
    </section>
  )
}

function Goals() {
  const state = useFigures()
  const { goal, missCost, perClass } = state
  const isOff = !mayChoose(state)
  const isByClass = perClass.some((own) => own !== null)
  return (
    <section aria-label={t('Choose by')} className="operating-section">
      <div className="section-head">
        <SectionTitle>{t('Choose by')}</SectionTitle>
        <span className="faint">{goal.kind === 'hand' ? t('set by hand') : ''}</span>
      </div>
      <div className="operating-body">
        <Button
          disabled={isOff}
          aria-pressed={goal.kind === 'f1'}
          data-testid="aim-f1"
          onClick={() => aim({ kind: 'f1' })}
        >
          {t('Best F1')} <ActionKey action={aimAtBestF1} />
        </Button>
        <Button
          disabled={isOff}
          aria-pressed={goal.kind === 'cost'}
          data-testid="aim-cost"
          onClick={() => aim({ kind: 'cost', missCost })}
        >
          {t('Least cost')} <ActionKey action={aimAtLeastCost} />
        </Button>
        <p className="operating-cost small muted">
          {t('A miss costs')}
          <NumberEntry
            label={t('False alarms that a miss costs as much as')}
            testId="miss-cost"
            value={missCost}
            accepts={(value) => value > 0 && value <= 10_000}
            onCommit={setMissCost}
            disabled={isOff}
          />
          {t('false alarms')}
        </p>
        <Segmented
          label={t('Thresholds')}
          value={isByClass ? 'byClass' : 'one'}
          disabled={isOff}
          options={[
            { value: 'one', label: t('One for all'), testId: 'one-for-all' },
            { value: 'byClass', label: t('By class'), testId: 'by-class' },
          ]}
          onChange={(value) => (value === 'one' ? oneForAll() : aimByClass())}
        />
        <p className="faint small">
          {isByClass
            ? t(
                'Each class is drawn towards the overall threshold, the more the fewer its boxes: n / (n + 20).',
              )
            : t('One threshold holds for every class.')}
        </p>
      </div>
    </section>
  )
}

/** What Review, predictions and exports of the run go by, and how to change that. */
function InUse() {
  const state = useFigures()
  const { runId } = state
  const run = useTraining(({ runs }) => runs.find(({ id }) => id === runId))
  const before = useKept((kept) => (runId === null ? undefined : kept.before[runId]))
  if (runId === null || run === undefined) return null
  const { thresholds } = run
  const own = thresholds?.perClass.filter((one) => one !== null).length ?? 0
  return (
    <section aria-label={t('In use')} className="operating-section operating-use">
      <Button
        variant="primary"
        size="large"
        disabled={!mayChoose(state)}
        data-testid="keep-thresholds"
        onClick={() => void keepThese()}
      >
        {t('Use these thresholds')}
      </Button>
      <p className="muted small" data-testid="in-use">
        {thresholds === null
          ? t('In use: best F1 on the validation pictures, as measured.')
          : t('In use: {{overall}}{{value}} ({{goal}}). Exports and predictions of this run go by it.', {
              overall: thresholds.overall.toFixed(3),
              value: own > 0 ? t(', {{own}} by class', { own }) : '',
              goal: goalText(thresholds.goal),
            })}
      </p>
      <div className="operating-back">
        {before !== undefined && (
          <Button variant="quiet" data-testid="undo-thresholds" onClick={() => void undoKept(runId)}>
            {t('Undo')}
          </Button>
        )}
        {thresholds !== null && (
          <Button variant="quiet" onClick={() => void keepMeasured(runId)}>
            {t('Back to best F1')}
          </Button>
        )}
      </div>
    </section>
  )
}
