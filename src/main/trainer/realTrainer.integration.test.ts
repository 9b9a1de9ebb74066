import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord, TrainingProgress } from '../../shared/training/run'
import { fingerprint } from '../fs/testing/fingerprint'
import { exportModel } from '../models/exportModel'
import { PROJECT_FOLDER_NAME } from '../project/openFolder'
import type { ProjectService } from '../project/projectService'
import { nativeEnvironment } from './nativeEnvironment'
import { childProcessTrainer } from './processes/childProcessAdapter'
import { TrainingService } from './service'
import { bundleForTest } from './testing/bundleForTest'
import { generatedJob } from './testing/generatedPictures'
import { createGeneratedProject } from './testing/generatedProject'

let parent = ''
let program = ''
let project: ProjectService
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'focal-service-'))
  program = await bundleForTest(new URL('./worker/index.ts', import.meta.url))
  project = await createGeneratedProject(parent)
}, 60_000)
afterAll(async () => {
  await project.close()
  await rm(parent, { recursive: true, force: true })
  await rm(dirname(program), { recursive: true, force: true })
})

function createService(progress: TrainingProgress[]): TrainingService {
  return new TrainingService({
    project,
    startProcess: () => childProcessTrainer(program, nativeEnvironment()),
    createdBy: 'test',
    now: () => performance.now(),
    onProgress: (news) => progress.push(news),
    onRunsChanged: () => {},
  })
}

const { config } = generatedJob([], '', { schedule: { epochs: 2 } })

describe('a run with the real trainer', () => {
  it('row 37: trains, exports its model and sees its validation pictures, and writes to none of the person’s files', async () => {
    const print = () =>
      fingerprint(parent, (path) => path.startsWith(PROJECT_FOLDER_NAME) || path === 'granted.json')
    const before = print()
    const progress: TrainingProgress[] = []
    const service = createService(progress)
    const { id } = await service.start(config)
    const run = await service.whenOver(id)
    expect(run).toMatchObject({
      status: 'finished',
      reviewable: true,
      error: null,
      backend: { name: 'tensorflow' },
    })
    expect(run.val?.AP).toEqual(expect.any(Number))
    expect(existsSync(join(project.runFolder(id), 'model', 'model.onnx'))).toBe(true)
    expect(project.listPredictions(id).length).toBeGreaterThan(0)
    const { steps, epochs } = await service.metrics(id)
    expect(steps.at(-1)?.step).toBe(run.summary?.steps)
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(progress.at(-1)).toMatchObject({ status: 'finished', backend: { name: 'tensorflow' } })
    await exportModel(project, {
      runId: id,
      target: 'onnx',
      folder: join(project.folder, 'exported'),
      createdBy: 'test',
    })
    expect(print()).toEqual(before)
  }, 120_000)

  it('that is paused goes on where it was', async () => {
    const progress: TrainingProgress[] = []
    const service = createService(progress)
    const long = { ...config, schedule: { ...config.schedule, epochs: 4 } }
    const { id } = await service.start(long)
    await waitFor(() => progress.some(({ latest }) => latest !== null))
    service.pause(id)
    const paused: RunRecord = await service.whenOver(id)
    expect(paused).toMatchObject({ status: 'paused', reviewable: false })
    const before = paused.summary?.steps ?? 0
    expect(readdirSync(project.runFolder(id))).toContain('LATEST')

    const again = createService(progress)
    await again.resume(id)
    const run = await again.whenOver(id)
    expect(run).toMatchObject({ status: 'finished', reviewable: true })
    expect(run.summary?.steps).toBeGreaterThan(before)
    const { steps } = await again.metrics(id)
    expect(steps.map(({ step }) => step)).toEqual(
      [...new Set(steps.map(({ step }) => step))].sort((a, b) => a - b),
    )
  }, 120_000)
})

async function waitFor(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5))
}
