import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import type { StepReport } from '../../shared/training/metrics'
import type { TrainingProgress } from '../../shared/training/run'
import type { ProjectService } from '../project/projectService'
import { nativeEnvironment } from './nativeEnvironment'
import { childProcessTrainer } from './processes/childProcessAdapter'
import type { TrainerProcess } from './processes/trainerProcess'
import { TrainingService } from './service'
import { bundleForTest } from './testing/bundleForTest'
import { generatedJob } from './testing/generatedPictures'
import { createGeneratedProject } from './testing/generatedProject'

const kills = 50
const seed = 31

let parent = ''
let program = ''
let project: ProjectService
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'focal-killed-'))
  program = await bundleForTest(new URL('./worker/index.ts', import.meta.url))
  project = await createGeneratedProject(parent)
}, 120_000)
afterAll(async () => {
  await project.close()
  await rm(parent, { recursive: true, force: true })
  await rm(dirname(program), { recursive: true, force: true })
})

// Each start loads TensorFlow: too slow for every run of the tests, where worker/index kills one trainer once.
describe.skipIf(process.env.FOCAL_FULL !== '1')('row 31: a trainer that is killed', () => {
  it(`${kills} times goes on from its checkpoint each time, on one loss curve (seed ${seed})`, {
    timeout: 60_000 + kills * 60_000,
  }, async () => {
    const random = createRandom(seed)
    const env = { ...nativeEnvironment(), FOCAL_CHECKPOINT_SECONDS: '0.2' }
    let trainer: TrainerProcess | null = null
    let starts = 0
    let killed = 0
    let startsAtLastKill = 0
    /** The first step that this process told of, and how many more it gets. */
    let firstStep: number | null = null
    let patience = 0
    let isDoomed = false
    const service = new TrainingService({
      project,
      startProcess: () => (listener) => {
        starts++
        firstStep = null
        isDoomed = false
        patience = random.int(25)
        trainer = childProcessTrainer(program, env)(listener)
        return trainer
      },
      createdBy: 'test',
      now: () => performance.now(),
      onProgress: ({ status, latest }: TrainingProgress) => {
        if (status !== 'running' || latest === null) return
        firstStep ??= latest.step
        if (latest.step - firstStep < patience || killed === kills || isDoomed) return
        isDoomed = true
        const victim = trainer
        setTimeout(
          () => {
            killed++
            startsAtLastKill = starts
            victim?.kill()
          },
          random.uniform(0, 200),
        )
      },
      onRunsChanged: () => {},
    })
    const { config } = generatedJob([], '', { schedule: { epochs: 10_000 } })
    const { id } = await service.start(config)
    const curve = async (): Promise<StepReport[]> => {
      const text = await readFile(join(project.runFolder(id), 'metrics.ndjson'), 'utf8')
      const lines = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      return lines.filter(({ type }) => type === 'step').map(({ report }) => report)
    }
    const isGoingOn = () =>
      killed === kills &&
      starts > startsAtLastKill &&
      firstStep !== null &&
      (service.current()?.latest?.step ?? 0) >= firstStep + 30
    while (!isGoingOn()) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (service.current() !== null) continue
      // Its owner starts it again three times in five minutes; then a person does.
      expect(project.run(id)).toMatchObject({ status: 'failed', error: { code: 'trainer-crashed' } })
      await service.resume(id)
    }
    service.stop(id)
    const run = await service.whenOver(id)
    expect(run).toMatchObject({ status: 'stopped', reviewable: true, error: null })

    const steps = (await curve()).map(({ step }) => step)
    // No step is missing, none is there twice.
    expect(steps).toEqual(steps.map((_, i) => i + 1))
    expect(steps.length).toBe(run.summary?.steps)
    const losses = (await curve()).map(({ loss }) => loss.total)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)) * 0.8)
    console.info(
      `${killed} kills, ${starts} starts, ${steps.length} steps, loss ${mean(losses.slice(0, 10)).toFixed(3)} -> ${mean(losses.slice(-10)).toFixed(3)}`,
    )
    if (process.platform === 'linux') expect(processesOf(program)).toBe('')
  })
})

/** Ids of processes that run a program; pgrep ends with 1 where there is none. */
function processesOf(file: string): string {
  try {
    return execFileSync('pgrep', ['-f', file], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
