import { join } from 'node:path'
import { z } from 'zod'
import { EpochReport, StepReport } from '../../../shared/training/metrics'
import type { RunMetrics } from '../../../shared/training/run'
import { readTextIfThere } from '../../fs/readRegularFile'

const Line = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step'), report: StepReport }),
  z.strictObject({ type: z.literal('epoch'), report: EpochReport }),
])

/** Curves are drawn over fewer pixels than this. */
const MAX_STEPS = 4000

/** Reads the reports that the trainer wrote into its run folder; a torn last line is passed over. */
export async function readRunMetrics(runFolder: string): Promise<RunMetrics> {
  const text = (await readTextIfThere(join(runFolder, 'metrics.ndjson'))) ?? ''
  let metrics: RunMetrics = { steps: [], epochs: [] }
  for (const line of text.split('\n')) {
    const parsed = parseLine(line)
    if (parsed === null) continue
    metrics = parsed.type === 'step' ? withStep(metrics, parsed.report) : withEpoch(metrics, parsed.report)
  }
  return metrics
}

/** AP on validation after each epoch: all that a small curve needs of the reports. */
export async function readValCurve(runFolder: string): Promise<(number | null)[]> {
  const text = (await readTextIfThere(join(runFolder, 'metrics.ndjson'))) ?? ''
  let metrics: RunMetrics = { steps: [], epochs: [] }
  for (const line of text.split('\n')) {
    // Steps are many and say nothing of AP.
    if (line.startsWith('{"type":"step"')) continue
    const parsed = parseLine(line)
    if (parsed?.type === 'epoch') metrics = withEpoch(metrics, parsed.report)
  }
  return metrics.epochs.map(({ val }) => val?.AP ?? null)
}

/** Adds a step; a training that went back to a checkpoint replaces what it does again. */
export function withStep({ steps, epochs }: RunMetrics, report: StepReport): RunMetrics {
  const last = steps.at(-1)
  if (last === undefined || last.step < report.step) {
    steps.push(report)
    return { steps, epochs }
  }
  return { steps: [...steps.filter(({ step }) => step < report.step), report], epochs }
}

/** Adds an epoch, with the same rule. */
export function withEpoch({ steps, epochs }: RunMetrics, report: EpochReport): RunMetrics {
  return { steps, epochs: [...epochs.filter(({ epoch }) => epoch < report.epoch), report] }
}

/** The same curves with fewer points; the newest step is always there. */
export function thinned({ steps, epochs }: RunMetrics): RunMetrics {
  const every = Math.ceil(steps.length / MAX_STEPS)
  if (every <= 1) return { steps, epochs }
  return { steps: steps.filter((_, index) => (steps.length - 1 - index) % every === 0), epochs }
}

function parseLine(line: string): z.infer<typeof Line> | null {
  if (line === '') return null
  try {
    const parsed = Line.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
