import { useMemo } from 'react'
import {
  CALIBRATED_FROM_SCORE,
  calibratedOnly,
  calibrationError,
  type ReliabilityBin,
  reliability,
  tempered,
} from '../../../../../shared/evaluation/calibration'
import { figureText } from '../../../../../shared/text/count'
import { Legend } from '../../../../charts/Legend'
import { SmallChart } from '../../../../charts/SmallChart'
import { Button } from '../../../../components/Button'
import { countText } from '../../../../language/count'
import { t } from '../../../../language/t'
import { useFigures } from '../../../../state/review/figures'
import { keepCalibration } from '../../../../state/review/keptThresholds'
import { useTraining } from '../../../../state/training/training'

const ticks = [0, 0.5, 1].map((at) => ({ at, label: String(at) }))

/** Whether scores are shares of right detections, before and after a temperature fitted on the validation pictures. */
export function CalibrationSection() {
  const { data, pooled, runId } = useFigures()
  const run = useTraining(({ runs }) => runs.find(({ id }) => id === runId))
  const temperature = data?.temperature ?? null
  const { before, after } = useMemo(() => {
    const scored = calibratedOnly(pooled ?? { scores: [], isTrue: [] })
    const cooled =
      temperature === null
        ? null
        : { ...scored, scores: scored.scores.map((score) => tempered(score, temperature)) }
    return { before: reliability(scored), after: cooled === null ? null : reliability(cooled) }
  }, [pooled, temperature])
  if (data === null || runId === null) return null
  const isKept = run?.calibration != null
  return (
    <section aria-label={t('Calibration')} className="figures-section" data-testid="calibration">
      <header>
        <h2>{t('Calibration')}</h2>
        <span className="faint small">
          {t('{{before}} from {{CALIBRATED_FROM_SCORE}} on, IoU 0.5', {
            before: countText(
              before.reduce((sum, { count }) => sum + count, 0),
              'detection',
            ),
            CALIBRATED_FROM_SCORE,
          })}
        </span>
      </header>
      <SmallChart
        title={t('Share of right detections over score')}
        height={190}
        xTicks={ticks}
        yTicks={ticks}
      >
        <path className="pr-cross" d="M0 100L100 0" />
        <Bars bins={before} color="var(--text-3)" shift={0.008} />
        {after !== null && <Bars bins={after} color="var(--accent)" shift={0.052} />}
      </SmallChart>
      <Legend
        entries={[
          {
            label: t('as it is, error {{before}}', { before: figureText(calibrationError(before)) }),
            color: '--text-3',
            look: 'block',
          },
          ...(after === null
            ? []
            : [
                {
                  label: t('temperature {{temperature}}, error {{after}}', {
                    temperature: (temperature ?? 1).toFixed(2),
                    after: figureText(calibrationError(after)),
                  }),
                  color: '--accent',
                  look: 'block' as const,
                },
              ]),
        ]}
      />
      <div className="figures-foot">
        <p className="faint small">
          {temperature === null
            ? t('The validation pictures hold no temperature: there must be right and wrong detections.')
            : t(
                'Bars on the line: a score is the share of right detections. The temperature changes no order and no figure.',
              )}
        </p>
        <Button
          disabled={temperature === null && !isKept}
          data-testid="keep-calibration"
          onClick={() => void keepCalibration(runId, !isKept)}
        >
          {isKept ? t('Take the temperature out') : t('Keep the temperature with the run')}
        </Button>
      </div>
    </section>
  )
}

function Bars({ bins, color, shift }: { bins: readonly ReliabilityBin[]; color: string; shift: number }) {
  return bins.map(({ precision, count }, bin) =>
    precision === null ? null : (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
        key={bin}
        x={100 * (bin / bins.length + shift)}
        width={4}
        y={100 - 100 * precision}
        height={Math.max(0.8, 100 * precision)}
        fill={color}
        // Few detections say little.
        fillOpacity={count < 20 ? 0.45 : 1}
      />
    ),
  )
}
