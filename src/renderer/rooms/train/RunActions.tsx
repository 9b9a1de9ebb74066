import { Download, Eye, Pause, Play, Square, Trash2 } from 'lucide-react'
import type { RunRecord } from '../../../shared/training/run'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { openReview } from '../../state/review/review'
import { showReviewView } from '../../state/review/reviewView'
import { goToRoom } from '../../state/studio/navigation'
import { deleteRun, pauseTraining, resumeTraining, stopTraining } from '../../state/training/training'

/** What can be done with a run in its state. */
export function RunActions({ run }: { run: RunRecord }) {
  const isRunning = run.status === 'running' || run.status === 'preparing'
  const canGoOn = run.status === 'paused' || run.status === 'interrupted' || run.status === 'failed'
  return (
    <div className="run-actions">
      {isRunning && (
        <>
          <Button size="large" onClick={() => void pauseTraining(run.id)}>
            <Pause aria-hidden />
            Pause
          </Button>
          <Button size="large" data-testid="stop-training" onClick={() => void stopTraining(run.id)}>
            <Square aria-hidden />
            Stop and keep best
          </Button>
        </>
      )}
      {canGoOn && (
        <Button size="large" variant="primary" onClick={() => void resumeTraining(run.id)}>
          <Play aria-hidden />
          Go on
        </Button>
      )}
      {run.reviewable && (
        <>
          {run.origin === 'trained' && (
            <Button size="large" onClick={() => goToRoom('export')}>
              <Download aria-hidden />
              Export
            </Button>
          )}
          <Button size="large" variant="primary" data-testid="review-run" onClick={() => review(run)}>
            <Eye aria-hidden />
            {run.origin === 'folds' ? 'Review labels' : 'Review mistakes'}
          </Button>
        </>
      )}
      {!isRunning && <IconButton icon={Trash2} label="Delete this run" onClick={() => void deleteRun(run)} />}
    </div>
  )
}

function review(run: RunRecord): void {
  void openReview(run.id)
  if (run.origin === 'folds') showReviewView('labels')
  goToRoom('review')
}
