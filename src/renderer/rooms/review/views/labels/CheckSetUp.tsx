import { Pause, Play, SearchCheck, Square } from 'lucide-react'
import { useEffect } from 'react'
import { FOLDS } from '../../../../../shared/labels/schema'
import { Preset } from '../../../../../shared/training/config/index'
import type { RunRecord } from '../../../../../shared/training/run'
import { Button } from '../../../../components/Button'
import { ErrorNotice } from '../../../../components/ErrorNotice'
import { ProgressBar } from '../../../../components/ProgressBar'
import { SectionTitle } from '../../../../components/SectionTitle'
import { Segmented } from '../../../../components/Segmented'
import { Toggle } from '../../../../components/Toggle'
import { countText } from '../../../../language/count'
import { aboutDurationText, durationText } from '../../../../language/duration'
import { localText, t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import {
  checkLabels,
  loadCheckPlan,
  setUpCheck,
  showTestPictures,
  useSuspects,
} from '../../../../state/review/suspects'
import {
  isActive,
  pauseTraining,
  resumeTraining,
  stopTraining,
  useTraining,
} from '../../../../state/training/training'
import './labels.css'

/** Sets a check of all labels up, begins it and shows how it goes. */
export function CheckSetUp() {
  const isReadOnly = useProject(({ summary }) => summary?.readOnly ?? true)
  const { k, preset, plan, planProblem, includeTest } = useSuspects()
  const { progress, runs } = useTraining()
  const unfinished = runs.find(
    ({ origin, status }) =>
      origin === 'folds' && ['preparing', 'running', 'paused', 'interrupted', 'failed'].includes(status),
  )
  useEffect(() => void loadCheckPlan(), [])
  const active = isActive(progress) ? progress : null
  const wasChecked = runs.some(({ origin, reviewable }) => origin === 'folds' && reviewable)
  if (unfinished !== undefined) return <CheckProgress run={unfinished} />
  return (
    <section className="check" aria-label={t('Check my labels')} data-testid="check-set-up">
      <div className="section-head">
        <SectionTitle>{wasChecked ? t('Check again') : t('Check my labels')}</SectionTitle>
      </div>
      <p className="muted">
        {t(
          'Every picture is judged by a model that has not seen it: {{k}} trainings, each without a part of the pictures. Where it disagrees with a label, you decide.',
          { k },
        )}
      </p>
      <Segmented
        label={t('Folds')}
        value={String(k)}
        options={[FOLDS.min, 4, FOLDS.max].map((folds) => ({
          value: String(folds),
          label: t('{{folds}} folds', { folds }),
        }))}
        onChange={(folds) => setUpCheck({ k: Number(folds) })}
      />
      <Segmented
        label={t('Preset of each training')}
        value={preset}
        options={Preset.options.map((option) => ({ value: option, label: localText(capitalised(option)) }))}
        onChange={(next) => setUpCheck({ preset: next })}
      />
      <Toggle
        label={t('Test pictures too')}
        words={t('they are kept out and unseen unless you ask')}
        isOn={includeTest}
        onChange={showTestPictures}
        testId="check-test"
      />
      {planProblem !== null && <ErrorNotice error={planProblem} />}
      {plan === null && planProblem === null && <p className="muted">{t('Looking at the pictures…')}</p>}
      {plan !== null && (
        <p data-testid="check-plan">
          {t('{{pictures}}{{value}}; {{estimatedSeconds}} on this computer.', {
            pictures: countText(plan.pictures, 'picture'),
            value:
              plan.testLeftOut > 0
                ? t(', {{testLeftOut}} of the test split left out', { testLeftOut: plan.testLeftOut })
                : '',
            estimatedSeconds: aboutDurationText(plan.estimatedSeconds),
          })}
        </p>
      )}
      {plan?.problems.map(({ message, hint }) => (
        <p key={message} className="check-warning small">
          {localText(message)} <span className="muted">{localText(hint)}</span>
        </p>
      ))}
      <Button
        variant="primary"
        size="large"
        data-testid="check-labels"
        disabled={isReadOnly || active !== null || plan === null}
        onClick={() => void checkLabels()}
      >
        <SearchCheck aria-hidden />
        {t('Check my labels')}
      </Button>
      {active !== null && (
        <p className="muted small">{t('A run is in progress; the check can start when it ends.')}</p>
      )}
    </section>
  )
}

/** A check that is under way, or was cut off. */
function CheckProgress({ run }: { run: RunRecord }) {
  const progress = useTraining((state) => state.progress)
  const live = progress?.runId === run.id && isActive(progress) ? progress : null
  const share = live?.latest ? live.latest.step / Math.max(1, live.latest.steps) : null
  return (
    <section className="check" aria-label={t('Check of labels')} data-testid="check-progress">
      <div className="section-head">
        <SectionTitle>{run.name}</SectionTitle>
      </div>
      {live !== null ? (
        <>
          <p className="check-phase">{localText(live.phase)}</p>
          <ProgressBar label={t('Check of labels')} value={share} thickness={6} />
          <p className="muted">
            {live.secondsLeft === null
              ? t('Time left: …')
              : t('{{secondsLeft}} of training left', { secondsLeft: durationText(live.secondsLeft) })}
          </p>
          <div className="check-buttons">
            <Button data-testid="pause-check" onClick={() => void pauseTraining(run.id)}>
              <Pause aria-hidden />
              {t('Pause')}
            </Button>
            <Button data-testid="stop-check" onClick={() => void stopTraining(run.id)}>
              <Square aria-hidden />
              {t('Stop')}
            </Button>
          </div>
          <p className="faint small">
            {t('You can go on labelling meanwhile; the check looks at the labels as they were.')}
          </p>
        </>
      ) : (
        <>
          {run.error !== null && <ErrorNotice error={run.error} />}
          <p className="muted">{t('It was cut off and goes on where it was.')}</p>
          <div className="check-buttons">
            <Button variant="primary" data-testid="resume-check" onClick={() => void resumeTraining(run.id)}>
              <Play aria-hidden />
              {t('Go on')}
            </Button>
            <Button onClick={() => void stopTraining(run.id)}>
              <Square aria-hidden />
              {t('Leave it at that')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)
