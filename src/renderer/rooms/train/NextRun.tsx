import { Play } from 'lucide-react'
import type { Preset } from '../../../shared/training/config/index'
import type { TrainingProblem } from '../../../shared/training/run'
import { Button } from '../../components/Button'
import { ErrorNotice } from '../../components/ErrorNotice'
import { Segmented } from '../../components/Segmented'
import { changeConfig, dismissActionError, isActive, startTraining, useTraining } from '../../state/training'
import './NextRun.css'

const presets: { value: Preset; label: string; words: string }[] = [
  { value: 'quick', label: 'Quick', words: 'A first look in about two minutes' },
  { value: 'balanced', label: 'Balanced', words: 'Good figures in about five minutes' },
  { value: 'thorough', label: 'Thorough', words: 'The best figures, for a coffee break or a night' },
]

/** Before a run: one sentence that says what will happen, one button, and what stands in the way. */
export function NextRun() {
  const { plan, planError, config, progress, actionError } = useTraining()
  const problems = plan?.problems ?? []
  const isBlocked = plan === null || problems.some(({ severity }) => severity === 'blocks')
  return (
    <section className="next-run" aria-label="Next run">
      <h1 className="next-title">Train a detector</h1>
      {plan !== null && <p className="next-sentence">{plan.sentence}</p>}
      {plan === null && planError === null && <p className="next-sentence">Looking at the pictures…</p>}
      <div className="next-controls">
        <Segmented
          label="Preset"
          options={presets}
          value={config.preset}
          onChange={(preset) => changeConfig((before) => ({ ...before, preset }))}
        />
        <Button
          variant="primary"
          size="large"
          data-testid="train-button"
          disabled={isBlocked || isActive(progress)}
          onClick={() => void startTraining()}
        >
          <Play aria-hidden />
          Train
        </Button>
      </div>
      <p className="next-note">{presets.find(({ value }) => value === config.preset)?.words}.</p>
      {isActive(progress) && (
        <p className="next-note">A run is in progress; the next one can start when it ends.</p>
      )}
      {planError !== null && <ErrorNotice error={planError} />}
      {actionError !== null && <ErrorNotice error={actionError} onDismiss={dismissActionError} />}
      {problems.length > 0 && <Problems problems={problems} />}
      {plan !== null && plan.choices.length > 0 && (
        <div className="next-choices">
          <h2>Chosen for these pictures</h2>
          <ul>
            {plan.choices.map((choice) => (
              <li key={choice}>{choice}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function Problems({ problems }: { problems: TrainingProblem[] }) {
  return (
    <ul className="next-problems" aria-label="Problems found">
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`} data-severity={problem.severity}>
          <span className="next-dot" />
          <span>
            {problem.message} <span className="next-hint">{problem.hint}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
