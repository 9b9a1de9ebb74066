import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunId } from '../../../shared/ids'
import type { FoldsRequest } from '../../../shared/labels/schema'
import { StudioError } from '../../../shared/result'
import { TrainConfig } from '../../../shared/training/config/index'
import type { TrainJob } from '../../../shared/training/protocol'
import type { RunRecord, TrainingProgress } from '../../../shared/training/run'
import { openFolder } from '../../project/openFolder'
import { ProjectService } from '../../project/projectService'
import { generateSample } from '../../sample/generateSample'
import { planFolds } from '../foresee'
import { TrainingService } from '../service'
import { createFakeTrainer, doneEvent, hello, stepEvent } from '../testing/fakeTrainer'

const request: FoldsRequest = {
  config: TrainConfig.parse({ preset: 'quick', seed: 1 }),
  k: 3,
  includeTest: false,
}
let outer: string
let project: ProjectService

/** Twelve labelled pictures, two of them for the test. */
beforeEach(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'focal-folds-')))
  const pictures = join(outer, 'pictures')
  await generateSample(pictures, { count: 12, seed: 3, width: 160, height: 120 })
  project = (await openFolder(pictures, { grantsFile: join(outer, 'granted.json') })).project
  const ids = project.listImages().map(({ id }) => id)
  project.setSplits(new Map(ids.map((id, i) => [id, i < 2 ? 'test' : i < 4 ? 'val' : 'train'])))
})
afterEach(async () => {
  await project.close()
  await rm(outer, { recursive: true, force: true })
})

interface SetUp {
  /** The training that hangs until it is told to go; the others end at once. */
  hangAt?: number
  failAt?: number
  /** The disk takes no records while it says so. */
  isFull?(jobs: readonly TrainJob[]): boolean
}

/** Trains in no time; predictions say which fold made them. */
function setUp({ hangAt, failAt, isFull }: SetUp = {}) {
  const jobs: TrainJob[] = []
  const news: TrainingProgress[] = []
  const trainer = createFakeTrainer({
    started: (process) => process.say(hello),
    command: (command, process) => {
      if (command.type === 'start') {
        jobs.push(JSON.parse(readFileSync(command.jobFile, 'utf8')))
        process.say(stepEvent(1, 2))
        if (failAt === jobs.length)
          process.say({ type: 'failed', error: { code: 'out-of-memory', message: 'no memory' } })
        else if (hangAt !== jobs.length) {
          process.say(stepEvent(2, 2))
          process.say(doneEvent())
        }
      }
      if (command.type === 'pause') process.say(doneEvent('paused'))
      if (command.type === 'quit') process.exit()
    },
  })
  const putRun = (record: RunRecord) => {
    if (isFull?.(jobs)) throw new StudioError('disk-full', 'The disk is full.')
    project.putRun(record)
  }
  const training = new TrainingService({
    project: Object.create(project, { putRun: { value: putRun } }),
    startProcess: () => trainer.start,
    finishFold: async (view, runId, { folder, held }) => {
      const fold = Number(/fold-(\d)$/.exec(folder)?.[1])
      const detection = { x1: 0, y1: 0, x2: 9, y2: 9, classId: null, className: 'x', score: fold / 10 }
      view.savePredictions(
        runId,
        held.map((imageId) => ({ imageId, detections: [detection], ms: 1 })),
      )
    },
    createdBy: 'test',
    now: () => performance.now(),
    onProgress: (progress) => news.push(progress),
    onRunsChanged: () => {},
  })
  return { training, jobs, news }
}

/** By picture, the fold that predicted it. */
const predictedBy = (runId: RunId) =>
  new Map(
    project.listPredictions(runId).map(({ imageId, detections }) => [imageId, detections[0].score * 10]),
  )

const untilHanging = async (jobs: TrainJob[], count: number) => {
  while (jobs.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a k-fold run', () => {
  it('predicts every picture once, by a training that never had it, and leaves the test pictures alone', async () => {
    const { training, jobs, news } = setUp()
    const { id } = await training.checkLabels(request)
    const run = await training.whenOver(id)
    expect(run).toMatchObject({
      status: 'finished',
      origin: 'folds',
      reviewable: true,
      name: 'Label check 1',
    })
    const rows = project.listImages()
    const used = rows.filter(({ split }) => split !== 'test').map((row) => row.id)
    const byFold = predictedBy(id)
    expect([...byFold.keys()].sort()).toEqual([...used].sort())
    expect(jobs).toHaveLength(3)
    jobs.forEach((job, index) => {
      const seen = new Set(job.images.map((image) => image.id))
      for (const [imageId, fold] of byFold) expect(seen.has(imageId)).toBe(fold !== index + 1)
      for (const row of rows) if (row.split === 'test') expect(seen.has(row.id)).toBe(false)
      expect(new Set(job.images.map(({ split }) => split))).toEqual(new Set(['train', 'val']))
    })
    // Three trainings of two steps read as one of six.
    const steps = news.flatMap(({ latest }) => (latest === null ? [] : [latest]))
    expect(steps.at(-1)).toMatchObject({ step: 6, steps: 6 })
    expect(news.some(({ phase }) => phase.startsWith('Fold 2 of 3: training'))).toBe(true)
    expect(existsSync(join(project.runFolder(id), 'fold-1'))).toBe(false)
    // Asked for again, it is there already.
    expect((await training.checkLabels(request)).id).toBe(id)
    expect(jobs).toHaveLength(3)
  })

  it('takes the test pictures where it is asked to', async () => {
    const { training } = setUp()
    const { id } = await training.checkLabels({ ...request, includeTest: true })
    await training.whenOver(id)
    expect(predictedBy(id).size).toBe(12)
  })

  it('goes on where it was after the program was killed', async () => {
    const first = setUp({ hangAt: 2 })
    const { id } = await first.training.checkLabels(request)
    await untilHanging(first.jobs, 2)
    const done = predictedBy(id)
    expect(new Set(done.values())).toEqual(new Set([1]))
    // As a kill leaves it: nobody had the time to say anything.
    const folder = project.folder
    await project.close()
    project = await ProjectService.open(folder, { grantsFile: join(outer, 'granted.json') })
    expect(project.run(id).status).toBe('interrupted')

    const second = setUp()
    expect((await second.training.checkLabels(request)).id).toBe(id)
    const run = await second.training.whenOver(id)
    expect(run).toMatchObject({ status: 'finished', reviewable: true, error: null })
    expect(second.jobs.map(({ runFolder, resume }) => [runFolder.slice(-6), resume])).toEqual([
      ['fold-2', true],
      ['fold-3', true],
    ])
    for (const [imageId, fold] of done) expect(predictedBy(id).get(imageId)).toBe(fold)
    expect(predictedBy(id).size).toBe(10)
  })

  it('pauses and goes on, and keeps what is done when it is stopped', async () => {
    const { training, jobs } = setUp({ hangAt: 2 })
    const { id } = await training.checkLabels(request)
    await untilHanging(jobs, 2)
    training.pause(id)
    expect(await training.whenOver(id)).toMatchObject({ status: 'paused', reviewable: false })
    const again = setUp({ hangAt: 1 })
    await again.training.checkLabels(request)
    await untilHanging(again.jobs, 1)
    again.training.stop(id)
    expect(await again.training.whenOver(id)).toMatchObject({ status: 'stopped', reviewable: true })
    expect(new Set(predictedBy(id).values())).toEqual(new Set([1]))
  })

  it('says what made a fold fail, and can be gone on with', async () => {
    const { training } = setUp({ failAt: 2 })
    const { id } = await training.checkLabels(request)
    const run = await training.whenOver(id)
    expect(run).toMatchObject({ status: 'failed', error: { code: 'out-of-memory' } })
    const again = setUp()
    await again.training.resume(id)
    expect(await again.training.whenOver(id)).toMatchObject({ status: 'finished' })
    expect(again.jobs).toHaveLength(2)
  })

  it.each([0, 1, 2])(
    'row 25: a disk that is full after %i trainings fails it, and nothing more',
    async (trainings) => {
      let isFree = false
      const isFull = (jobs: readonly TrainJob[]) => !isFree && jobs.length >= trainings
      const { training } = setUp({ isFull, ...(trainings === 0 ? {} : { failAt: trainings }) })
      const { id } = await training.checkLabels(request)
      expect(await training.whenOver(id)).toMatchObject({ status: 'failed' })
      isFree = true
      await training.shutDown(1000)
      const again = setUp()
      await again.training.resume(id)
      expect(await again.training.whenOver(id)).toMatchObject({ status: 'finished', reviewable: true })
    },
  )

  it('row 25: leaves no run behind where the disk does not take how it is dealt', async () => {
    const { training } = setUp()
    const folders = vi.spyOn(project, 'createRun').mockImplementationOnce((fields) => {
      const run = ProjectService.prototype.createRun.call(project, fields)
      // A folder in the place of the file: it cannot be written, by root neither.
      mkdirSync(join(project.runFolder(run.id), 'folds.json', 'full'), { recursive: true })
      return run
    })
    await expect(training.checkLabels(request)).rejects.toMatchObject({ code: 'io-failed' })
    folders.mockRestore()
    expect(project.listRuns().filter(({ deletedAt }) => deletedAt === null)).toEqual([])
    const { id } = await training.checkLabels(request)
    expect(await training.whenOver(id)).toMatchObject({ status: 'finished' })
  })

  it('refuses more folds than there are pictures, before anything is made', async () => {
    const rows = project.listImages()
    project.setSplits(new Map(rows.map(({ id }, i) => [id, i < 8 ? 'test' : i === 8 ? 'val' : 'train'])))
    const { training } = setUp()
    await expect(training.checkLabels({ ...request, k: 5 })).rejects.toMatchObject({ code: 'too-few-images' })
    expect(project.listRuns()).toEqual([])
  })

  it('plans without doing anything', async () => {
    const plan = await planFolds(project, request)
    expect(plan).toMatchObject({ pictures: 10, testLeftOut: 2 })
    expect(plan.groups).toBeLessThanOrEqual(10)
    expect(plan.estimatedSeconds).toBeGreaterThan(0)
    expect(project.listRuns()).toEqual([])
  })
})
