import { Download, Eye, Pause, Play, Square, Trash2 } from 'lucide-react'
import type { RunRecord } from '../../../shared/training/run'
import { ActionKey } from '../../actions/ActionKey'
import { runAction } from '../../actions/runAction'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { localText, t } from '../../language/t'
import { goToRoom } from '../../state/studio/navigation'
import { deleteShownRun } from './actions/deleteRun'
import { pauseRun } from './actions/pauseRun'
import { reviewRun } from './actions/reviewRun'
import { canGoOn, isRunning } from './actions/shownRun'
import { stopRun } from './actions/stopRun'

/** What can be done with a run in its state. */
export function RunActions({ run }: { run: RunRecord }) {
  return (
    <div className="run-actions">
      {isRunning(run) && (
        <>
          <Button size="large" onClick={() => runAction(pauseRun)}>
            <Pause aria-hidden />
            {t('Pause')} <ActionKey action={pauseRun} />
          </Button>
          <Button size="large" data-testid="stop-training" onClick={() => runAction(stopRun)}>
            <Square aria-hidden />
            {t('Stop and keep best')} <ActionKey action={stopRun} />
          </Button>
        </>
      )}
      {canGoOn(run) && (
        <Button size="large" variant="primary" onClick={() => runAction(pauseRun)}>
          <Play aria-hidden />
          {t('Go on')} <ActionKey action={pauseRun} />
        </Button>
      )}
      {run.reviewable && (
        <>
          {run.origin === 'trained' && (
            <Button size="large" onClick={() => goToRoom('export')}>
              <Download aria-hidden />
              {t('Export')}
            </Button>
          )}
          <Button
            size="large"
            variant="primary"
            data-testid="review-run"
            onClick={() => runAction(reviewRun)}
          >
            <Eye aria-hidden />
            {run.origin === 'folds' ? t('Review labels') : t('Review mistakes')}{' '}
            <ActionKey action={reviewRun} />
          </Button>
        </>
      )}
      {!isRunning(run) && (
        <IconButton
          icon={Trash2}
          label={localText(deleteShownRun.label)}
          action={deleteShownRun}
          onClick={() => runAction(deleteShownRun)}
        />
      )}
    </div>
  )
}
