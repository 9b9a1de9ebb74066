import { ChartSpline } from 'lucide-react'
import { useEffect } from 'react'
import { EmptyState } from '../../../../components/EmptyState'
import { ErrorNotice } from '../../../../components/ErrorNotice'
import { t } from '../../../../language/t'
import { forgetConfusion, loadConfusion, shownPair, useConfusion } from '../../../../state/review/confusion'
import { measureIntervals, openFigures, useFigures } from '../../../../state/review/figures'
import { useReview } from '../../../../state/review/review'
import { ApSection } from './ApSection'
import { CalibrationSection } from './CalibrationSection'
import { ClassTable } from './ClassTable'
import { ConfusionSection } from './ConfusionSection'
import { CurveSection } from './CurveSection'
import { OperatingPanel } from './OperatingPanel'
import { PairCanvas } from './PairCanvas'
import './ThresholdsView.css'

/** The matrix is asked for when the hand rests. */
const REST_MS = 150

/** What a run is worth at any threshold: figures by class, curves, confusion, calibration, AP with intervals. */
export function ThresholdsView() {
  const reviewed = useReview((state) => state.runId)
  const { data, problem, overall, perClass } = useFigures()
  const pair = useConfusion(shownPair)

  useEffect(() => {
    if (reviewed === null) return
    if (useFigures.getState().runId !== reviewed) forgetConfusion()
    void openFigures(reviewed)
  }, [reviewed])
  useEffect(() => {
    if (data !== null) void measureIntervals()
  }, [data])
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the matrix depends on
  useEffect(() => {
    if (data === null) return
    const timer = setTimeout(() => void loadConfusion(), REST_MS)
    return () => clearTimeout(timer)
  }, [data, overall, perClass])

  return (
    <>
      <OperatingPanel />
      <section className="review-main" aria-label={t('Figures')} data-testid="figures">
        {problem !== null && (
          <div className="figures-problem">
            <ErrorNotice error={problem} />
          </div>
        )}
        {pair !== null && <PairCanvas pair={pair} />}
        {data !== null && (
          <div className="figures-scroll" hidden={pair !== null}>
            {data.unpredicted > 0 && (
              <p className="figures-note" role="status">
                {data.unpredicted === 1
                  ? t('1 labelled picture of this split has no predictions of this run and is left out.')
                  : t(
                      '{{unpredicted}} labelled pictures of this split have no predictions of this run and are left out.',
                      { unpredicted: data.unpredicted },
                    )}
              </p>
            )}
            <ClassTable data={data} />
            <div className="figures-pair">
              <CurveSection />
              <ConfusionSection />
              <ApSection />
              <CalibrationSection />
            </div>
          </div>
        )}
        {data === null && problem === null && (
          <EmptyState icon={ChartSpline} title={t('Counting')}>
            {t('The figures of this run are being put together.')}
          </EmptyState>
        )}
      </section>
    </>
  )
}
