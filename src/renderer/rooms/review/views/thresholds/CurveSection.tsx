import { useMemo } from 'react'
import { addTallies, tallyAt, tallyFigures } from '../../../../../shared/evaluation/tally'
import { Legend } from '../../../../charts/Legend'
import { SmallChart } from '../../../../charts/SmallChart'
import { t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { thresholdsOf, useFigures } from '../../../../state/review/figures'
import { classColor } from '../../../../theme/classColors'
import { interpolatedPath, rawPath } from './prPath'

const ticks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: String(at) }))

/** Precision over recall at IoU 0.5: as measured, and as COCO interpolates it; the dot is the threshold on show. */
export function CurveSection() {
  const state = useFigures()
  const { data, pooled, counted, selected } = state
  const classes = useProject((project) => project.classes)
  const outcomes = selected === null ? pooled : counted[selected]
  const raw = useMemo(() => (outcomes === null ? '' : rawPath(outcomes)), [outcomes])
  const smooth = useMemo(() => (outcomes === null ? '' : interpolatedPath(outcomes)), [outcomes])
  const ofClasses = useMemo(() => counted.map(interpolatedPath), [counted])
  if (data === null || outcomes === null) return null
  const thresholds = thresholdsOf(state)
  const tally =
    selected === null
      ? addTallies(counted.map((one, c) => tallyAt(one, thresholds[c])))
      : tallyAt(outcomes, thresholds[selected])
  const { precision, recall } = tallyFigures(tally, data.images)
  return (
    <section aria-label={t('Precision and recall')} className="figures-section" data-testid="pr-curve">
      <header>
        <h2>{t('Precision over recall')}</h2>
        <span className="faint small">
          {t('{{value}}, IoU 0.5', {
            value: selected === null ? t('all classes pooled') : data.classes[selected].name,
          })}
        </span>
      </header>
      <SmallChart title={t('Precision over recall')} height={236} xTicks={ticks} yTicks={ticks}>
        {selected === null &&
          ofClasses.map((path, c) => (
            <path
              key={data.classes[c].name}
              className="curve curve-thin"
              stroke={classColor(classes.find(({ id }) => id === data.classes[c].classId)?.color ?? 0)}
              d={path}
            />
          ))}
        <path className="curve curve-thin curve-dashed" stroke="var(--text-3)" d={raw} />
        <path className="curve" stroke="var(--accent)" d={smooth} />
        {precision !== null && recall !== null && (
          <>
            <path className="pr-cross" d={`M${100 * recall} 100V${100 - 100 * precision}`} />
            <path className="pr-cross" d={`M0 ${100 - 100 * precision}H${100 * recall}`} />
          </>
        )}
      </SmallChart>
      <Legend
        entries={[
          { label: t('interpolated'), color: '--accent' },
          { label: t('as measured'), color: '--text-3', look: 'dashed' },
          { label: t('threshold on show'), color: '--text-1' },
        ]}
      />
    </section>
  )
}
