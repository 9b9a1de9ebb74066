import type { ReactNode } from 'react'
import './SmallChart.css'

export interface Tick {
  /** Place on the axis, 0 to 1. */
  at: number
  label: string
}

interface SmallChartProps {
  /** What the figure shows, for people who cannot see it. */
  title: string
  height: number
  xTicks: readonly Tick[]
  yTicks?: readonly Tick[]
  /** Hears where on the x axis the pointer is, 0 to 1; null: it left. */
  onPoint?: (at: number | null) => void
  /** What lies over the drawing and can be pressed, placed in per cent of it. */
  overlay?: ReactNode
  /** Shapes in a square of 100 x 100, y downwards. */
  children: ReactNode
}

/** A figure that fits a side panel: drawn shapes stretch with it, words do not. */
export function SmallChart({
  title,
  height,
  xTicks,
  yTicks = [],
  onPoint,
  overlay,
  children,
}: SmallChartProps) {
  const letters = Math.max(0, ...yTicks.map(({ label }) => label.length))
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a picture or a group, and both have names
    <div
      className="small-chart"
      role={overlay === undefined ? 'img' : 'group'}
      aria-label={title}
      style={{ paddingLeft: letters === 0 ? 0 : Math.max(20, 6 + 6.5 * letters) }}
    >
      <div
        className="small-chart-plot"
        style={{ height }}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          onPoint?.(Math.min(1, Math.max(0, (event.clientX - left) / width)))
        }}
        onPointerLeave={() => onPoint?.(null)}
      >
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {yTicks.map(({ at }) => (
            <path key={at} className="small-chart-grid" d={`M0 ${100 - 100 * at}H100`} />
          ))}
          {children}
          <path className="small-chart-axis" d="M0 100H100" />
        </svg>
        {overlay}
        {yTicks.map(({ at, label }) => (
          <span key={label} className="small-chart-y" style={{ bottom: `${100 * at}%` }}>
            {label}
          </span>
        ))}
      </div>
      <div className="small-chart-x">
        {xTicks.map(({ at, label }) => (
          <span
            key={label}
            style={{ left: `${100 * at}%` }}
            data-at={at === 0 ? 'start' : at === 1 ? 'end' : 'middle'}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}
