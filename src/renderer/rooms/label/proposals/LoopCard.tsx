import { X } from 'lucide-react'
import type { LoopStep } from '../../../../shared/proposals/labelLoop'
import { NEXT_PICTURES } from '../../../../shared/proposals/labelLoop'
import { figureText } from '../../../../shared/text/count'
import { Button } from '../../../components/Button'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { IconButton } from '../../../components/IconButton'
import { ProgressBar } from '../../../components/ProgressBar'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import { endLoop, nextRound, showRound, useLabelLoop, useLoopStep } from '../../../state/proposals/labelLoop'
import { goToRoom } from '../../../state/studio/navigation'
import { reportError } from '../../../state/studio/notices'
import { dismissActionError, startTraining, useTraining } from '../../../state/training/training'
import './LoopCard.css'

/** Label by review: what is to be done now, with the one button that does it. */
export function LoopCard() {
  const loop = useLabelLoop((state) => state.loop)
  const isBusy = useLabelLoop((state) => state.isBusy)
  const step = useLoopStep()
  if (loop === null || step === null) return null
  return (
    <section
      className="loop-card"
      aria-label={t('Label by review')}
      data-testid="loop-card"
      data-step={step.step}
    >
      <div className="loop-head">
        <span className="grow">
          {t('Label by review')}{' '}
          <span className="faint">
            {loop.round === 0 ? t('start') : t('round {{round}}', { round: loop.round })}
          </span>
        </span>
        <IconButton icon={X} label={t('End label by review')} onClick={() => endLoop().catch(reportError)} />
      </div>
      <StepBody step={step} round={loop.round} isBusy={isBusy} />
    </section>
  )
}

function StepBody({ step, round, isBusy }: { step: LoopStep; round: number; isBusy: boolean }) {
  switch (step.step) {
    case 'label':
      return (
        <>
          <p>
            {round === 0 ? t('Label') : t('Judge the proposals on')} {countText(step.total, 'picture')}.{' '}
            <span className="muted">{t('{{done}} done', { done: step.done })}</span>
          </p>
          <ProgressBar label={t('Pictures of this round')} value={step.done / step.total} thickness={3} />
          <Button data-testid="loop-show" onClick={showRound}>
            {step.done === 0 ? t('Show them') : t('Go on')}
          </Button>
        </>
      )
    case 'train':
      return <TrainStep />
    case 'training':
      return <TrainingNow />
    case 'next':
      return <NextStep step={step} isBusy={isBusy} />
  }
}

function TrainStep() {
  const error = useTraining((state) => state.actionError)
  return (
    <>
      <p>{t('Train on what is labelled now.')}</p>
      {error !== null && <ErrorNotice error={error} onDismiss={dismissActionError} />}
      <div className="loop-buttons">
        <Button variant="primary" data-testid="loop-train" onClick={() => void startTraining()}>
          {t('Train')}
        </Button>
        <Button variant="quiet" onClick={() => goToRoom('train')}>
          {t('Settings')}
        </Button>
      </div>
    </>
  )
}

function TrainingNow() {
  const progress = useTraining((state) => state.progress)
  const ap = progress?.latestEpoch?.val?.AP
  return (
    <>
      <p>
        {t('Training.')} <span className="muted">{progress?.phase ?? t('Getting ready')}</span>
      </p>
      <p className="muted small">
        {ap == null ? t('No figure yet') : t('AP {{ap}}', { ap: figureText(ap) })}
      </p>
      <Button onClick={() => goToRoom('train')}>{t('Watch')}</Button>
    </>
  )
}

function NextStep({ step, isBusy }: { step: Extract<LoopStep, { step: 'next' }>; isBusy: boolean }) {
  const { run, before, left } = step
  const count = Math.min(NEXT_PICTURES, left)
  return (
    <>
      <p>
        {t('{{name}}: AP {{AP}}', { name: run.name, AP: figureText(run.val?.AP ?? null) })}
        {before !== null && (
          <span className="muted"> {t('after {{AP}}', { AP: figureText(before.val?.AP ?? null) })}</span>
        )}
      </p>
      {left === 0 ? (
        <p className="muted small">{t('Every picture is labelled.')}</p>
      ) : (
        <Button
          variant="primary"
          disabled={isBusy}
          data-testid="loop-next"
          onClick={() => nextRound(run.id).catch(reportError)}
        >
          {t('Propose on the next {{n}}', { n: count })}
        </Button>
      )}
      <Button variant="quiet" onClick={() => void startTraining()}>
        {t('Train again')}
      </Button>
    </>
  )
}
