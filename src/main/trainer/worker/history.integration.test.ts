import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { StepReport } from '../../../shared/training/metrics'
import { openHistory } from './history'

const report = (step: number): StepReport => ({
  step,
  steps: 9,
  epoch: 0,
  loss: { classification: 1, box: 1, quality: 0, center: 0, total: 2 },
  positives: 3,
  learningRate: 0.1,
  gradientNorm: 1,
  stepMs: 5,
  dataMs: 1,
  images: 8,
  gauges: {},
})

it('forgets what came after the checkpoint that a run goes on from, a torn line included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'focal-history-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'metrics.ndjson')
  const first = await openHistory(file, 0, () => {})
  for (const step of [1, 2, 3]) first.hooks.onStep(report(step))
  await first.flush()
  await writeFile(file, `${await readFile(file, 'utf8')}{"type":"step","repo`)
  const told: string[] = []
  const second = await openHistory(file, 2, (event) => void told.push(event.type))
  second.hooks.onStep(report(3))
  await second.flush()
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).report.step)).toEqual([1, 2, 3])
  expect(told).toEqual(['step'])
})
