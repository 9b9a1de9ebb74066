import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { METRICS_FILE, readMetrics } from './metricsFile'

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

const step = (number: number, total: number) => ({
  type: 'step',
  report: {
    step: number,
    steps: 10,
    epoch: 1,
    loss: { classification: total, box: 0, total },
    positives: 1,
    learningRate: 0.001,
    gradientNorm: 1,
    stepMs: 5,
  },
})

describe('readMetrics', () => {
  it('takes the later word on a step told twice and leaves a cut line out', async () => {
    folder = await mkdtemp(join(tmpdir(), 'focal-metrics-'))
    const lines = [step(1, 5), step(2, 4), step(3, 3), step(2, 7)].map((line) => JSON.stringify(line))
    await writeFile(join(folder, METRICS_FILE), `${lines.join('\n')}\n{"type":"step","rep`)
    const { steps, epochs } = await readMetrics(folder)
    expect(steps.map((report) => [report.step, report.loss.total])).toEqual([
      [1, 5],
      [2, 7],
      [3, 3],
    ])
    expect(epochs).toEqual([])
  })

  it('has nothing to tell of a run that never began', async () => {
    folder = await mkdtemp(join(tmpdir(), 'focal-metrics-'))
    expect(await readMetrics(folder)).toEqual({ steps: [], epochs: [] })
  })
})
