import { Grid3x3 } from 'lucide-react'
import { useEffect } from 'react'
import { EmptyState } from '../../../components/EmptyState'
import { t } from '../../../language/t'
import { loadSweeps, planSweep, useSweeps } from '../../../state/compare/sweeps'
import { useTraining } from '../../../state/training/training'
import { SweepResults } from './SweepResults'
import { SweepSetup } from './SweepSetup'
import './SweepView.css'

/** A grid of settings times seeds: set up on the left, its table and trade-off on the right. */
export function SweepView() {
  const runs = useTraining((state) => state.runs)
  const sweeps = useSweeps((state) => state.sweeps)
  const isLoaded = useSweeps((state) => state.isLoaded)
  const shownId = useSweeps((state) => state.shownId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that changed may belong to a sweep
  useEffect(() => {
    void loadSweeps()
    void planSweep()
  }, [runs])
  const shown = sweeps.find(({ record }) => record.id === shownId) ?? sweeps[0]
  return (
    <>
      <SweepSetup />
      <section className="compare-main sweep-main" aria-label={t('Sweep')}>
        {shown !== undefined && <SweepResults sweeps={sweeps} sweep={shown} />}
        {shown === undefined && isLoaded && (
          <EmptyState icon={Grid3x3} title={t('No sweep yet')} testId="sweep-nothing">
            {t(
              'Choose settings and values on the left: each combination is trained with each seed, one after the other, and stands here with its recall and its false alarms.',
            )}
          </EmptyState>
        )}
      </section>
    </>
  )
}
