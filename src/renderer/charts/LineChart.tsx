import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import './charts.css'

export interface Line {
  label: string
  /** A CSS custom property of the theme, e.g. `--accent`. */
  color: string
  dashed?: boolean
  /** Aligned with the chart's x values; null leaves a gap. */
  values: (number | null)[]
}

interface LineChartProps {
  /** What the chart shows, for people who cannot see it. */
  title: string
  x: number[]
  lines: Line[]
  /** A CSS length. */
  height: string
  /** Fixed y range; else from the values, starting at 0. */
  max?: number
  formatX: (x: number) => string
  /** Redraws with the colours of another theme. */
  theme: string
}

/** Curves on a shared x axis, drawn by uPlot in the theme's colours. */
export function LineChart({ title, x, lines, height, max, formatX, theme }: LineChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const shape = lines.map((line) => `${line.label}|${line.color}|${line.dashed === true}`).join(';')
  const data = [x, ...lines.map((line) => line.values)] as uPlot.AlignedData
  const latest = useRef(data)
  latest.current = data

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the lines' looks; new values go through setData
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const created = new uPlot(options(element, lines, { max, formatX }), latest.current, element)
    plot.current = created
    const observer = new ResizeObserver(() => created.setSize(sizeOf(element)))
    observer.observe(element)
    return () => {
      observer.disconnect()
      created.destroy()
      plot.current = null
    }
  }, [shape, max, theme])

  useEffect(() => {
    plot.current?.setData(latest.current)
  })

  return <div ref={host} role="img" aria-label={title} style={{ height }} />
}

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement) => ({ width: clientWidth, height: clientHeight })

/** One value makes no line, so it is shown as a dot. */
function isSinglePoint(plot: uPlot, series: number): boolean {
  const values = plot.data[series] as ArrayLike<number | null | undefined>
  return Array.from(values).filter((value) => value != null).length === 1
}

function options(
  element: HTMLElement,
  lines: Line[],
  { max, formatX }: Pick<LineChartProps, 'max' | 'formatX'>,
): uPlot.Options {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: token('--text-3'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: token('--line'), width: 1 },
    ticks: { show: false },
  }
  return {
    ...sizeOf(element),
    // Half of the last label lies right of the curves.
    padding: [8, 28, 0, 0],
    cursor: { y: false, points: { size: 6 } },
    legend: { show: false },
    scales: {
      // Without values too there is a frame for them.
      x: { time: false, range: (_plot, low, high) => (low === null ? [0, 1] : [low, high]) },
      y: { range: (_plot, _low, high) => [0, max ?? (high > 0 ? high * 1.08 : 1)] },
    },
    axes: [
      {
        ...axis,
        size: 24,
        grid: { show: false },
        values: ({ data }, ticks) => ticks.map(data[0].length === 0 ? () => '' : formatX),
        space: 60,
      },
      { ...axis, size: 40, space: 32 },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        stroke: token(line.color),
        width: 1.5,
        spanGaps: true,
        points: { show: isSinglePoint, size: 5 },
        ...(line.dashed === true ? { dash: [3, 3] } : {}),
      })),
    ],
  }
}
