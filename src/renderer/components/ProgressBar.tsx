import './ProgressBar.css'

interface ProgressBarProps {
  label: string
  /** 0 to 1; null: under way, but nobody knows how far. */
  value: number | null
  tone?: 'accent' | 'good' | 'bad'
  thickness?: 3 | 4 | 6
}

/** How far something is. */
export function ProgressBar({ label, value, tone = 'accent', thickness = 4 }: ProgressBarProps) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10
  return (
    <div
      className={`progress progress-${tone}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      style={{ height: thickness }}
    >
      <div
        className={percent === undefined ? 'progress-fill progress-unknown' : 'progress-fill'}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
