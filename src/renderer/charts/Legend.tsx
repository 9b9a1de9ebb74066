import './SmallChart.css'

export interface LegendEntry {
  label: string
  /** A CSS custom property. */
  color: string
  look?: 'solid' | 'dashed' | 'block'
}

/** What the colours of a figure stand for. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <span className="figure-legend">
      {entries.map(({ label, color, look = 'solid' }) => (
        <span key={label}>
          <i
            data-look={look}
            style={
              look === 'block' ? { background: `var(${color})` } : { borderTop: `2px ${look} var(${color})` }
            }
          />
          {label}
        </span>
      ))}
    </span>
  )
}
