import type { EpochReport } from '../../../shared/training/metrics'
import type { TrainerEvent } from '../../../shared/training/protocol'
import { appendText } from '../../fs/appendText'
import { atomicWrite } from '../../fs/atomicWrite'
import { readTextIfThere } from '../../fs/readRegularFile'
import type { Hooks } from './hooks'

/** Name of the history in a run folder: a report a line, `{type: 'step' | 'epoch', report}`. */
export const METRICS = 'metrics.ndjson'

export interface History {
  hooks: Omit<Hooks, 'wish' | 'onNote'>
  latest(): EpochReport | null
  /** Writes what is not written yet. */
  flush(): Promise<void>
}

/** Passes reports on and keeps them. Where a run goes on from `step`, what came after it is forgotten: it comes again. */
export async function openHistory(
  file: string,
  step: number,
  tell: (event: TrainerEvent) => void,
): Promise<History> {
  const before = await readTextIfThere(file)
  const kept = (before ?? '').split('\n').filter((line) => stepOf(line) <= step)
  if (before !== null) await atomicWrite(file, kept.map((line) => `${line}\n`).join(''))
  let latest: EpochReport | null = null
  let lines = ''
  const flush = async () => {
    const written = lines
    lines = ''
    if (written !== '') await appendText(file, written)
  }
  return {
    latest: () => latest,
    flush,
    hooks: {
      onStep(report) {
        lines += `${JSON.stringify({ type: 'step', report })}\n`
        tell({ type: 'step', report })
      },
      async onEpoch(report) {
        latest = report
        lines += `${JSON.stringify({ type: 'epoch', report })}\n`
        await flush()
        tell({ type: 'epoch', report })
      },
      onCheckpoint: (saved) => tell({ type: 'checkpoint', step: saved }),
    },
  }
}

/** Step of a line; a line that was cut off by a kill lies beyond all steps. */
function stepOf(line: string): number {
  try {
    const step: unknown = (JSON.parse(line) as { report?: { step?: unknown } }).report?.step
    return typeof step === 'number' ? step : Number.POSITIVE_INFINITY
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
