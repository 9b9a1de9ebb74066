import type { LossParts } from '../../shared/training/metrics'
import type { RunMetrics } from '../../shared/training/run'

export interface LossCurves {
  steps: number[]
  classification: (number | null)[]
  box: (number | null)[]
  /** Empty where the part is off. */
  quality: (number | null)[]
  center: (number | null)[]
  previous: (number | null)[]
}

/**
 * Loss by part over steps, averaged over neighbouring steps so that at most `maxPoints` remain,
 * beside the total loss of an earlier run on the same axis.
 */
export function lossCurves(metrics: RunMetrics, previous: RunMetrics | null, maxPoints = 160): LossCurves {
  const lastStep = Math.max(metrics.steps.at(-1)?.step ?? 0, previous?.steps.at(-1)?.step ?? 0)
  const width = Math.max(1, Math.ceil((lastStep + 1) / maxPoints))
  const numBins = Math.ceil((lastStep + 1) / width)
  const bin = (read: (loss: LossParts) => number, of: RunMetrics | null) => {
    const sums = new Float64Array(numBins)
    const counts = new Uint32Array(numBins)
    for (const { step, loss } of of?.steps ?? []) {
      sums[Math.floor(step / width)] += read(loss)
      counts[Math.floor(step / width)] += 1
    }
    return Array.from(sums, (sum, i) => (counts[i] > 0 ? sum / counts[i] : null))
  }
  return {
    steps: Array.from({ length: numBins }, (_, i) => i * width),
    classification: bin((loss) => loss.classification, metrics),
    box: bin((loss) => loss.box, metrics),
    quality: isOn(metrics, 'quality') ? bin((loss) => loss.quality, metrics) : [],
    center: isOn(metrics, 'center') ? bin((loss) => loss.center, metrics) : [],
    previous: bin((loss) => loss.classification + loss.box + loss.quality + loss.center, previous),
  }
}

function isOn({ steps }: RunMetrics, part: 'quality' | 'center'): boolean {
  return steps.some(({ loss }) => loss[part] !== 0)
}

export interface GaugeCurves {
  steps: number[]
  /** By name, in the order in which they first came. */
  gauges: { name: string; values: (number | null)[] }[]
}

/** Counts of boxes by grade of hardness, as GHM-R reports them. */
const GRADE = /^GHM-R bin (\d+)$/

/** The latest counts of boxes by grade of hardness, easy ones first; empty where the box loss keeps none. */
export function gradeCounts({ steps }: RunMetrics): number[] {
  const gauges = steps.at(-1)?.gauges ?? {}
  return Object.entries(gauges)
    .flatMap(([name, count]) => {
      const grade = GRADE.exec(name)?.[1]
      return grade === undefined ? [] : [[Number(grade), count] as const]
    })
    .sort(([a], [b]) => a - b)
    .map(([, count]) => count)
}

/** Numbers of the loss that move during a run, at most `maxPoints` of each. */
export function gaugeCurves({ steps }: RunMetrics, maxPoints = 160): GaugeCurves {
  const namesOf = (gauges: Readonly<Record<string, number>>) =>
    Object.keys(gauges).filter((name) => !GRADE.test(name))
  const reports = steps.filter(({ gauges }) => namesOf(gauges).length > 0)
  const every = Math.max(1, Math.ceil(reports.length / maxPoints))
  const kept = reports.filter((_, i) => i % every === 0 || i === reports.length - 1)
  const names = [...new Set(reports.flatMap(({ gauges }) => namesOf(gauges)))]
  return {
    steps: kept.map(({ step }) => step),
    gauges: names.map((name) => ({ name, values: kept.map(({ gauges }) => gauges[name] ?? null) })),
  }
}

export interface ApCurves {
  epochs: number[]
  ap50: (number | null)[]
  ap: (number | null)[]
  previous: (number | null)[]
}

/** Validation figures by epoch, beside the AP50 of an earlier run. */
export function apCurves(metrics: RunMetrics, previous: RunMetrics | null): ApCurves {
  const last = Math.max(metrics.epochs.at(-1)?.epoch ?? 0, previous?.epochs.at(-1)?.epoch ?? 0)
  const epochs = Array.from({ length: last }, (_, i) => i + 1)
  const byEpoch = (of: RunMetrics | null) =>
    new Map((of?.epochs ?? []).map((report) => [report.epoch, report.val]))
  const now = byEpoch(metrics)
  const before = byEpoch(previous)
  return {
    epochs,
    ap50: epochs.map((epoch) => now.get(epoch)?.AP50 ?? null),
    ap: epochs.map((epoch) => now.get(epoch)?.AP ?? null),
    previous: epochs.map((epoch) => before.get(epoch)?.AP50 ?? null),
  }
}
