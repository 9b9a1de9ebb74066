import { useEffect, useMemo, useState } from 'react'
import type { RunMetrics, RunRecord } from '../../../../shared/training/run'
import { Legend } from '../../../charts/Legend'
import { LineChart } from '../../../charts/LineChart'
import { Segmented } from '../../../components/Segmented'
import { t } from '../../../language/t'
import { useTheme } from '../../../state/studio/theme'
import { loadMetrics, useTraining } from '../../../state/training/training'

type Curve = 'AP50' | 'AP' | 'loss'

const options: { value: Curve; label: string; testId: string }[] = [
  { value: 'AP50', label: 'AP50', testId: 'curve-AP50' },
  { value: 'AP', label: 'AP', testId: 'curve-AP' },
  { value: 'loss', label: 'Loss', testId: 'curve-loss' },
]
const colors = [
  '--accent',
  '--series-2',
  '--series-3',
  '--series-4',
  '--series-1',
  '--good',
  '--warn',
  '--bad',
]

/** One curve a run by epoch, on one pair of axes. */
export function ChosenCurves({ runs }: { runs: readonly RunRecord[] }) {
  const [curve, setCurve] = useState<Curve>('AP50')
  const theme = useTheme()
  const metrics = useTraining((state) => state.metrics)
  const trained = runs.filter(({ origin }) => origin === 'trained').slice(0, colors.length)
  useEffect(() => {
    for (const { id } of trained) if (metrics[id] === undefined) void loadMetrics(id)
  }, [trained, metrics])
  const lines = useMemo(
    () =>
      trained.map(({ id, name }, i) => ({
        label: name,
        color: colors[i],
        values: valuesOf(metrics[id], curve),
      })),
    [trained, metrics, curve],
  )
  const epochs = Math.max(0, ...lines.map(({ values }) => values.length))
  return (
    <figure className="runs-curves">
      <div className="runs-curves-head">
        <Segmented<Curve> label={t('Curve')} value={curve} options={options} onChange={setCurve} />
        <Legend entries={lines.map(({ label, color }) => ({ label, color }))} />
      </div>
      {epochs === 0 ? (
        <p className="faint">
          {trained.length === 0 ? t('Imported predictions have no curves.') : t('No epoch is done yet.')}
        </p>
      ) : (
        <LineChart
          title={t('{{curve}} by epoch of the chosen runs', { curve })}
          x={Array.from({ length: epochs }, (_, i) => i + 1)}
          height="176px"
          theme={theme}
          formatX={(epoch) => (Number.isInteger(epoch) ? String(epoch) : '')}
          lines={lines.map((line) => ({
            ...line,
            values: Array.from({ length: epochs }, (_, i) => line.values[i] ?? null),
          }))}
        />
      )}
    </figure>
  )
}

function valuesOf(metrics: RunMetrics | undefined, curve: Curve): (number | null)[] {
  return (metrics?.epochs ?? []).map(({ val, loss }) =>
    curve === 'loss' ? loss.total : (val?.[curve] ?? null),
  )
}
