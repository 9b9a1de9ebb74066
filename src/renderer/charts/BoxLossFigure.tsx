import type { LossConfig } from '../../shared/training/config/loss'
import { localText, t } from '../language/t'
import { boxLossAt, isOffsetLoss } from './boxLossCurve'
import { curvePath } from './curvePath'
import { Legend } from './Legend'
import { SmallChart, type Tick } from './SmallChart'

/** Shifts of one and a half widths: boxes part at 1. */
const FURTHEST = 1.5
const shown = [0, 0.5, 1, 1.5]

const xTicks: readonly Tick[] = [
  { at: 0, label: 'in place' },
  { at: 1 / 3, label: '½ width' },
  { at: 2 / 3, label: '1' },
  { at: 1, label: '1½ beside' },
]

/** Loss of a box that slides sideways off its object, beside the plain loss of its kind. */
export function BoxLossFigure({ loss }: { loss: LossConfig }) {
  const plain: LossConfig = isOffsetLoss(loss)
    ? { ...loss, box: 'l1' }
    : { ...loss, box: 'iou', iou: { form: 'linear' } }
  const isPlain = plain.box === loss.box && (loss.box !== 'iou' || loss.iou.form === 'linear')
  const top = 1.08 * Math.min(16, Math.max(boxLossAt(loss, FURTHEST), boxLossAt(plain, FURTHEST)))
  const path = (settings: LossConfig) => curvePath((shift) => boxLossAt(settings, shift), 0, FURTHEST, top)
  const marks = top > 4 ? [5, 10, 15] : [0.5, 1, 1.5]
  return (
    <figure className="figure" data-testid="box-loss-curve">
      <div className="slid-boxes">
        {shown.map((shift) => (
          <svg key={shift} viewBox="0 0 50 20" aria-hidden="true">
            <rect x="1" y="1" width="18" height="18" className="slid-truth" />
            <rect x={1 + 18 * shift} y="1" width="18" height="18" className="slid-box" />
          </svg>
        ))}
      </div>
      <SmallChart
        title={t('Box loss against the offset of the box')}
        height={84}
        xTicks={xTicks.map(({ at, label }) => ({ at, label: localText(label) }))}
        yTicks={marks.filter((mark) => mark <= top).map((mark) => ({ at: mark / top, label: String(mark) }))}
      >
        {!isPlain && <path className="curve-thin curve-dashed" stroke="var(--text-3)" d={path(plain)} />}
        <path className="curve" stroke="var(--accent)" d={path(loss)} />
      </SmallChart>
      <Legend
        entries={[
          { label: t('chosen'), color: '--accent' },
          ...(isPlain
            ? []
            : [
                {
                  label: isOffsetLoss(loss) ? 'L1' : t('1 − IoU'),
                  color: '--text-3',
                  look: 'dashed' as const,
                },
              ]),
        ]}
      />
    </figure>
  )
}
