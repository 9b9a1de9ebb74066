import type { AnchorCoverage } from '../../shared/training/run'
import { t } from '../language/t'
import { Legend } from './Legend'

/** Boxes by size, the part that no anchor covers marked; logarithmic, so that few are seen beside many. */
export function CoverageBars({ coverage }: { coverage: AnchorCoverage }) {
  const most = Math.max(1, ...coverage.bins.map(({ boxes }) => boxes))
  const tall = (count: number) => (100 * Math.log1p(count)) / Math.log1p(most)
  return (
    <figure className="figure" data-testid="coverage">
      <div className="coverage-bars">
        {coverage.bins.map(({ fromPx, toPx, boxes, covered }) => (
          <div
            key={fromPx}
            className="coverage-bar"
            role="img"
            aria-label={t('{{fromPx}} to {{toPx}} px: {{covered}} of {{boxes}} boxes covered', {
              fromPx,
              toPx: toPx ?? t('any'),
              covered,
              boxes,
            })}
            title={t('{{covered}} of {{boxes}} boxes', { covered, boxes })}
          >
            <span className="coverage-count">
              {boxes > 0 ? `${Math.round((100 * covered) / boxes)}` : ''}
            </span>
            <i className="coverage-boxes" style={{ height: `${tall(boxes) * 0.62}px` }}>
              {boxes > 0 && (
                <i className="coverage-missed" style={{ height: `${(100 * (boxes - covered)) / boxes}%` }} />
              )}
            </i>
            <span className="coverage-size">{toPx === null ? `${fromPx}+` : fromPx}</span>
          </div>
        ))}
      </div>
      <Legend
        entries={[
          { label: t('% covered'), color: '--accent', look: 'block' },
          { label: t('no anchor fits'), color: '--warn', look: 'block' },
        ]}
      />
    </figure>
  )
}
