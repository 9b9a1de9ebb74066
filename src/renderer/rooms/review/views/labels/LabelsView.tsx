import { SearchCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RunRecord } from '../../../../../shared/training/run'
import { EmptyState } from '../../../../components/EmptyState'
import { ErrorNotice } from '../../../../components/ErrorNotice'
import { t } from '../../../../language/t'
import { openReview, useReview } from '../../../../state/review/review'
import { currentSuspect, loadSuspects, useSuspects, visibleSuspects } from '../../../../state/review/suspects'
import { useTraining } from '../../../../state/training/training'
import { CheckSetUp } from './CheckSetUp'
import { SuspectCanvas } from './SuspectCanvas'
import { SuspectStrip } from './SuspectStrip'
import { SuspectsPanel } from './SuspectsPanel'
import { SuspectVerdicts } from './SuspectVerdicts'

/** Labels that are probably wrong, one at a time, mended where they show. */
export function LabelsView() {
  const state = useSuspects()
  const runs = useTraining((training) => training.runs)
  const chosenId = useReview((review) => review.runId)
  const run = judgedBy(runs, chosenId)
  const runId = run?.id ?? null
  useEffect(() => {
    if (runId !== null) void loadSuspects(runId)
  }, [runId])
  useShowNewCheck(runs)

  if (run === null) {
    return (
      <section className="review-main labels-first" aria-label={t('Labels')}>
        <CheckSetUp />
      </section>
    )
  }
  const suspects = visibleSuspects(state)
  const suspect = currentSuspect(state)
  return (
    <>
      <SuspectsPanel />
      <section className="review-main" aria-label={t('Labels')}>
        {state.problem !== null && <ErrorNotice error={state.problem} />}
        {suspect !== null && <SuspectCanvas suspect={suspect} />}
        {suspect === null && state.list !== null && (
          <EmptyState icon={SearchCheck} title={t('No label to doubt')} testId="labels-empty">
            {t('The model agrees with every label that it judged, or is not sure enough to doubt one.')}
          </EmptyState>
        )}
        {suspect === null && state.list === null && state.problem === null && (
          <EmptyState title={t('Comparing labels with predictions…')} />
        )}
        <SuspectStrip suspects={suspects} currentId={suspect?.id ?? null} />
      </section>
      <SuspectVerdicts suspect={suspect} suspects={suspects} />
    </>
  )
}

/** A check that ends while this is in sight is shown at once. */
function useShowNewCheck(runs: readonly RunRecord[]): void {
  const newest = runs.find(({ origin, reviewable }) => origin === 'folds' && reviewable)?.id ?? null
  const known = useRef(newest)
  useEffect(() => {
    if (newest === known.current) return
    known.current = newest
    if (newest !== null) void openReview(newest)
  }, [newest])
}

/** The run that is chosen; where that is not one that judges all pictures, the newest check. */
function judgedBy(runs: readonly RunRecord[], chosenId: string | null): RunRecord | null {
  const reviewable = runs.filter((run) => run.reviewable && run.deletedAt === null)
  const chosen = reviewable.find(({ id }) => id === chosenId)
  if (chosen?.origin === 'folds') return chosen
  return reviewable.find(({ origin }) => origin === 'folds') ?? chosen ?? null
}
