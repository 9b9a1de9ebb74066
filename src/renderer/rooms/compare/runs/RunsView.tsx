import { FlaskConical } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../../components/Button'
import { EmptyState } from '../../../components/EmptyState'
import { t } from '../../../language/t'
import { loadFigures, sortedRuns, useCompare } from '../../../state/compare/compare'
import { goToRoom } from '../../../state/studio/navigation'
import { useTraining } from '../../../state/training/training'
import { RunsDock } from './RunsDock'
import { RunsTable } from './RunsTable'

/** All runs, and below them the curves and notes of those that were chosen. */
export function RunsView() {
  const runs = useTraining((state) => state.runs)
  const compare = useCompare()
  const isEmptyOfFigures = Object.keys(compare.figures).length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: forgotten figures are read again
  useEffect(() => void loadFigures(runs), [runs, isEmptyOfFigures])

  if (runs.length === 0) {
    return (
      <section className="compare-main" aria-label={t('Runs')}>
        <EmptyState
          icon={FlaskConical}
          title={t('No run to compare yet')}
          testId="compare-nothing"
          actions={
            <Button variant="primary" onClick={() => goToRoom('train')}>
              {t('Go to Train')}
            </Button>
          }
        >
          {t(
            'Train two models, or one and import the predictions of another detector. Here they stand side by side, down to the single box.',
          )}
        </EmptyState>
      </section>
    )
  }
  const ordered = sortedRuns(runs, compare)
  const current = runs.find(({ id }) => id === compare.currentId) ?? ordered[0]
  return (
    <section className="compare-main" aria-label={t('Runs')}>
      <RunsTable runs={ordered} currentId={current.id} />
      <RunsDock runs={runs} current={current} />
    </section>
  )
}
