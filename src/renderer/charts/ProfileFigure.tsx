import type { LossProfile } from '../../shared/training/lossProfile'
import { t } from '../language/t'
import { Legend } from './Legend'
import { logit } from './logit'
import type { BinLosses } from './lossShares'
import { SmallChart, type Tick } from './SmallChart'

/** Of x_t: finer bins jump about where anchors are few. */
const BAR_WIDTH = 0.5

const marked = [
  [0.01, '0.01'],
  [0.1, '0.1'],
  [0.5, '0.5'],
  [0.9, '0.9'],
  [0.99, '0.99'],
  [0.999, '0.999'],
] as const

/** How many anchors the last run was how sure of (logarithmic), and where their loss lies. */
export function ProfileFigure(props: { profile: LossProfile; bins: BinLosses | null }) {
  const { profile, bins } = coarser(props.profile, props.bins)
  const first = firstFilled(profile)
  const last = lastFilled(profile)
  const numBins = last - first + 1
  const place = (index: number) => (100 * (index - first)) / numBins
  const most = Math.max(...profile.positives, ...profile.negatives, 1)
  const tall = (count: number) => (count === 0 ? 0 : (100 * Math.log10(count + 1)) / Math.log10(most + 1))
  const indices = Array.from({ length: numBins }, (_, i) => first + i)
  const places = marked
    .map(([p, label]): Tick => ({ at: ((logit(p) - profile.from) / profile.width - first) / numBins, label }))
    .filter(({ at }) => at > 0.03 && at < 0.95)
  const ticks = apart(places, 0.13)
  const powers = [10, 1000, 100_000].filter((count) => count < most)
  return (
    <figure className="figure" data-testid="loss-profile">
      <SmallChart
        title={t('Anchors by the probability of the truth, logarithmic')}
        height={72}
        xTicks={ticks}
        yTicks={powers.map((count) => ({
          at: tall(count) / 100,
          label: count < 1000 ? '10' : `${count / 1000}k`,
        }))}
      >
        {indices.map((i) => (
          <rect
            key={i}
            x={place(i)}
            width={80 / numBins}
            y={100 - tall(profile.negatives[i])}
            height={tall(profile.negatives[i])}
            fill="var(--share-easy)"
          />
        ))}
        {indices.map((i) => (
          <rect
            key={i}
            x={place(i)}
            width={80 / numBins}
            y={100 - tall(profile.positives[i])}
            height={tall(profile.positives[i])}
            fill="var(--share-objects)"
            fillOpacity={0.75}
          />
        ))}
        {bins !== null && <path className="curve" stroke="var(--accent)" d={lossPath(bins, first, last)} />}
      </SmallChart>
      <Legend
        entries={[
          { label: t('background'), color: '--share-easy', look: 'block' },
          { label: t('objects'), color: '--share-objects', look: 'block' },
          ...(bins === null ? [] : [{ label: t('their loss'), color: '--accent' }]),
        ]}
      />
    </figure>
  )
}

/** Bins as wide as a bar of the figure: narrower ones are joined. */
export function coarser(
  profile: LossProfile,
  bins: BinLosses | null,
): { profile: LossProfile; bins: BinLosses | null } {
  const joined = Math.max(1, Math.round(BAR_WIDTH / profile.width))
  const join = (values: ArrayLike<number>) =>
    Array.from({ length: Math.ceil(values.length / joined) }, (_, i) => {
      let sum = 0
      for (let k = i * joined; k < Math.min(values.length, (i + 1) * joined); k++) sum += values[k]
      return sum
    })
  return {
    profile: {
      ...profile,
      width: profile.width * joined,
      positives: join(profile.positives),
      negatives: join(profile.negatives),
    },
    bins: bins && {
      positives: Float64Array.from(join(bins.positives)),
      negatives: Float64Array.from(join(bins.negatives)),
    },
  }
}

/** Ticks with room for words between them; those in the way of an earlier one are left out. */
function apart(ticks: readonly Tick[], distance: number): Tick[] {
  const kept: Tick[] = []
  for (const tick of ticks) {
    if (tick.at - (kept.at(-1)?.at ?? -1) > distance) kept.push(tick)
  }
  return kept
}

/** Loss by bin as a line, its highest bin as high as the figure. */
function lossPath({ positives, negatives }: BinLosses, first: number, last: number): string {
  const sums = Array.from({ length: last - first + 1 }, (_, i) => positives[first + i] + negatives[first + i])
  const most = Math.max(...sums, 1e-12)
  return sums
    .map(
      (sum, i) =>
        `${i === 0 ? 'M' : 'L'}${((100 * (i + 0.5)) / sums.length).toFixed(2)} ${(100 - (100 * sum) / most).toFixed(2)}`,
    )
    .join('')
}

function isFilled({ positives, negatives }: LossProfile, index: number): boolean {
  return positives[index] > 0 || negatives[index] > 0
}

function firstFilled(profile: LossProfile): number {
  return Math.max(
    0,
    profile.positives.findIndex((_, i) => isFilled(profile, i)),
  )
}

function lastFilled(profile: LossProfile): number {
  return Math.max(
    0,
    profile.positives.findLastIndex((_, i) => isFilled(profile, i)),
  )
}
