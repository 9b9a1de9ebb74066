import { useMemo } from 'react'
import type { ClassOutcomes } from '../../../../../shared/evaluation/threshold'
import { t } from '../../../../language/t'
import { fullHeight, scoreBins } from './scoreBins'

const NUM_BINS = 40

/** Right and wrong detections by score; what is under the threshold is pale. */
export function ScoreHistogram({ outcomes, threshold }: { outcomes: ClassOutcomes; threshold: number }) {
  const bins = useMemo(() => scoreBins(outcomes, NUM_BINS), [outcomes])
  const full = fullHeight(bins)
  return (
    <svg
      className="score-histogram"
      viewBox={`0 0 ${NUM_BINS} 100`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('Right and wrong detections by score')}
    >
      {bins.map(({ right, wrong }, bin) => {
        const rightHeight = Math.min(100, (100 * right) / full)
        const wrongHeight = Math.min(100 - rightHeight, (100 * wrong) / full)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
          <g key={bin} opacity={(bin + 1) / NUM_BINS <= threshold ? 0.35 : 1}>
            <rect x={bin} width={0.8} y={100 - rightHeight} height={rightHeight} fill="var(--good)" />
            <rect
              x={bin}
              width={0.8}
              y={100 - rightHeight - wrongHeight}
              height={wrongHeight}
              fill="var(--bad)"
            />
          </g>
        )
      })}
      <path className="score-threshold" d={`M${threshold * NUM_BINS} 0V100`} />
    </svg>
  )
}
