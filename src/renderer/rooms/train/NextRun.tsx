import { Play } from 'lucide-react'
import type { Preset } from '../../../shared/training/config/index'
import { settingIssues } from '../../../shared/training/knobs/values'
import { Button } from '../../components/Button'
import { ErrorNotice } from '../../components/ErrorNotice'
import { Segmented } from '../../components/Segmented'
import { localText, t } from '../../language/t'
import {
  canStart,
  changeConfig,
  dismissActionError,
  isActive,
  startTraining,
  useTraining,
} from '../../state/training/training'
import { AugmentationStrip } from './augmentation/AugmentationStrip'
import { Problems } from './doctor/Problems'
import { SettingConflicts } from './doctor/SettingConflicts'
import { PlanChoices } from './PlanChoices'
import { SoFar } from './SoFar'
import { StartFrom } from './StartFrom'
import { SplitLine } from './splits/SplitLine'
import './NextRun.css'

const presets: { value: Preset; label: string; words: string }[] = [
  { value: 'quick', label: 'Quick', words: 'A first look in about two minutes' },
  { value: 'balanced', label: 'Balanced', words: 'Good figures in about five minutes' },
  { value: 'thorough', label: 'Thorough', words: 'The best figures, for a coffee break or a night' },
]

/** Before a run: one sentence that says what will happen, one button, and what stands in the way. */
export function NextRun() {
  const training = useTraining()
  const { plan, planError, config, progress, actionError } = training
  const issues = settingIssues(config)
  return (
    <section className="next-run" aria-label={t('Next run')}>
      <div className="next-words">
        <h1 className="next-title">{t('Train a detector')}</h1>
        {plan !== null && <p className="next-sentence">{localText(plan.sentence)}</p>}
        {plan === null && planError === null && (
          <p className="next-sentence">{t('Looking at the pictures…')}</p>
        )}
        <div className="next-controls">
          <Segmented
            label={t('Preset')}
            options={presets}
            value={config.preset}
            onChange={(preset) => changeConfig((before) => ({ ...before, preset }))}
          />
          <StartFrom />
          <Button
            variant="primary"
            size="large"
            data-testid="train-button"
            disabled={!canStart(training)}
            onClick={() => void startTraining()}
          >
            <Play aria-hidden />
            {t('Train')}
          </Button>
          <span className="next-note">
            {localText(presets.find(({ value }) => value === config.preset)?.words)}
            {t('.')}
          </span>
        </div>
        {isActive(progress) && (
          <p className="next-note">{t('A run is in progress; the next one can start when it ends.')}</p>
        )}
        {planError !== null && <ErrorNotice error={planError} />}
        {actionError !== null && <ErrorNotice error={actionError} onDismiss={dismissActionError} />}
        {plan !== null && plan.numTrain + plan.numVal + plan.numTest > 0 && (
          <SplitLine train={plan.numTrain} val={plan.numVal} test={plan.numTest} />
        )}
        <SettingConflicts issues={issues} />
        <Problems problems={plan?.problems ?? []} />
        {plan !== null && <PlanChoices choices={plan.choices} />}
      </div>
      {plan !== null && plan.numTrain > 0 && !isActive(progress) && (
        <AugmentationStrip config={plan.config} />
      )}
      {plan !== null && <SoFar />}
    </section>
  )
}
