import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { EpochReport, StepReport } from '../../shared/training/metrics'
import type { RunMetrics } from '../../shared/training/run'
import { errorCodeOf } from '../fs/fileSystem'

/** What the trainer appends to in the run folder: a JSON line for each step and epoch. */
export const METRICS_FILE = 'metrics.ndjson'

const Line = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step'), report: StepReport }),
  z.strictObject({ type: z.literal('epoch'), report: EpochReport }),
])

/**
 * Curves of a run. A run that went on from a checkpoint has told some steps twice: the later word counts.
 * A line that a kill cut short is left out.
 */
export async function readMetrics(runFolder: string): Promise<RunMetrics> {
  const steps = new Map<number, StepReport>()
  const epochs = new Map<number, EpochReport>()
  for (const line of (await readLines(join(runFolder, METRICS_FILE))).filter((text) => text !== '')) {
    const parsed = parseLine(line)
    if (parsed?.type === 'step') steps.set(parsed.report.step, parsed.report)
    else if (parsed?.type === 'epoch') epochs.set(parsed.report.epoch, parsed.report)
  }
  return {
    steps: [...steps.values()].sort((a, b) => a.step - b.step),
    epochs: [...epochs.values()].sort((a, b) => a.epoch - b.epoch),
  }
}

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n')
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return []
    throw cause
  }
}

function parseLine(line: string): z.infer<typeof Line> | null {
  try {
    const parsed = Line.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
