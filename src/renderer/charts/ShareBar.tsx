import { percentText } from '../language/percent'
import { localText, t } from '../language/t'
import type { LossShares } from './lossShares'

const parts = [
  { key: 'easyNegatives', label: 'easy background', color: '--share-easy' },
  { key: 'hardNegatives', label: 'hard background', color: '--share-hard' },
  { key: 'positives', label: 'objects', color: '--share-objects' },
] as const

/** Who pays the loss: easy background, hard background and objects as one bar. */
export function ShareBar({ label, shares }: { label: string; shares: LossShares }) {
  const words = parts
    .map(({ key, label: part }) => `${localText(part)} ${percentText(shares[key])}`)
    .join(t(', '))
  return (
    <div className="share">
      <span className="share-label">{label}</span>
      <div className="share-bar" role="img" aria-label={`${label}: ${words}`}>
        {parts.map(({ key, color }) => (
          <i
            key={key}
            className="share-part"
            style={{ width: `${100 * shares[key]}%`, background: `var(${color})` }}
          >
            {shares[key] >= 0.14 && <span>{percentText(shares[key])}</span>}
          </i>
        ))}
      </div>
    </div>
  )
}
