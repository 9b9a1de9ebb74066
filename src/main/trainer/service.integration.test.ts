import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEdit } from '../../shared/annotation/edit'
import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { TrainConfig } from '../../shared/training/config/index'
import { TrainJob } from '../../shared/training/protocol'
import type { RunRecord, TrainingProgress } from '../../shared/training/run'
import { createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { planTraining } from './foresee'
import { TrainingService, type TrainingServiceOptions } from './service'
import {
  createFakeTrainer,
  doneEvent,
  type FakeScript,
  type FakeTrainer,
  hello,
  stepEvent,
} from './testing/fakeTrainer'
import { createTrainableProject } from './testing/trainableProject'

let test: TestProject
beforeEach(async () => {
  test = await createTrainableProject()
})
afterEach(() => test.remove())

const config = TrainConfig.parse({ preset: 'quick' })

interface Setup {
  service: TrainingService
  trainer: FakeTrainer
  progress: TrainingProgress[]
  finish: ReturnType<typeof vi.fn>
  devices: string[]
}

function setUp(script: FakeScript = {}, options: Partial<TrainingServiceOptions> = {}): Setup {
  const trainer = createFakeTrainer(script)
  const progress: TrainingProgress[] = []
  const devices: string[] = []
  const finish = vi.fn(async (project: TestProject['project'], runId: RunId): Promise<RunRecord> => {
    const run = { ...project.run(runId), reviewable: true }
    project.putRun(run)
    return run
  })
  const service = new TrainingService({
    project: test.project,
    startProcess: (device) => {
      devices.push(device)
      return trainer.start
    },
    finish: finish as unknown as NonNullable<TrainingServiceOptions['finish']>,
    createdBy: 'test',
    now: () => performance.now(),
    onProgress: (news) => progress.push(news),
    onRunsChanged: () => {},
    ...options,
  })
  return { service, trainer, progress, finish, devices }
}

/** Trains two steps, then obeys. */
const obedient: FakeScript = {
  started: (process) => process.say(hello),
  command: ({ type }, process) => {
    if (type === 'start') for (const step of [1, 2]) process.say(stepEvent(step, 10))
    if (type === 'stop') process.say(doneEvent('stopped'))
    if (
      type === 'pause' ||
      (type === 'quit' && process.commands.every((c) => c.type !== 'stop' && c.type !== 'pause'))
    ) {
      process.say({ type: 'checkpoint', step: 2 })
      process.say(doneEvent('paused'))
    }
    if (type === 'quit') process.exit()
  },
}
/** Goes to its end by itself. */
const diligent: FakeScript = {
  started: (process) => process.say(hello),
  command: ({ type }, process) => {
    if (type === 'start')
      for (const event of [stepEvent(1, 2), stepEvent(2, 2), doneEvent()]) process.say(event)
    if (type === 'quit') process.exit()
  },
}

const jobOf = (runId: RunId) =>
  TrainJob.parse(JSON.parse(readFileSync(join(test.project.runFolder(runId), 'job.json'), 'utf8')))

/** Resolves once the trainer has said its steps. */
const underWay = ({ service }: Setup) => vi.waitFor(() => expect(service.current()?.latest?.step).toBe(2))

describe('a run', () => {
  it('goes from the button to a record that can be reviewed', async () => {
    const setup = setUp(diligent)
    const { id } = await setup.service.start(config)
    expect(setup.service.current()).toMatchObject({ runId: id, status: 'preparing' })
    const record = await setup.service.whenOver(id)
    expect(record).toMatchObject({
      id: 'run-0001',
      status: 'finished',
      preset: 'quick',
      classes: ['class 0', 'class 1'],
      reviewable: true,
      error: null,
      backend: { device: 'cpu' },
      summary: { stoppedBecause: 'finished' },
    })
    expect(test.project.run(id)).toEqual(record)
    expect(record.numTrain + record.numVal).toBeLessThanOrEqual(4)
    expect(setup.finish).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(setup.service.current()).toBeNull())
    const sequences = setup.progress.map(({ sequence }) => sequence)
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b))
    expect(new Set(sequences).size).toBe(sequences.length)
    expect(setup.progress.at(-1)?.status).toBe('finished')
  })

  it('is told to the trainer by a job in its folder', async () => {
    const setup = setUp(diligent)
    const { id } = await setup.service.start({ ...config, device: 'cpu' })
    await setup.service.whenOver(id)
    const job = jobOf(id)
    expect(job).toMatchObject({ runId: id, runFolder: test.project.runFolder(id), resume: false })
    expect(job.images.map(({ file }) => existsSync(file))).toEqual([true, true, true, true])
    expect(job.images.flatMap(({ boxes }) => boxes)).toHaveLength(4)
    expect(setup.devices).toEqual(['cpu'])
  })

  it('keeps its best model when it is stopped', async () => {
    const setup = setUp(obedient)
    const { id } = await setup.service.start(config)
    await underWay(setup)
    setup.service.stop(id)
    setup.service.stop(id)
    expect(await setup.service.whenOver(id)).toMatchObject({ status: 'stopped', reviewable: true })
    expect(setup.trainer.processes[0].commands.map(({ type }) => type)).toEqual(['start', 'stop', 'quit'])
  })

  it('is paused, and goes on from its checkpoint with the pictures it began with', async () => {
    const setup = setUp(obedient)
    const { id } = await setup.service.start(config)
    await underWay(setup)
    setup.service.pause(id)
    expect(await setup.service.whenOver(id)).toMatchObject({ status: 'paused', reviewable: false })
    expect(setup.finish).not.toHaveBeenCalled()
    const added = [testBox(test.images[0], test.classes[0], { x1: 50, x2: 90 })]
    test.project.commit(createEdit({ label: 'Draw', boxes: { added } }), 'do')

    const again = setUp(diligent)
    await again.service.resume(id)
    expect(await again.service.whenOver(id)).toMatchObject({ status: 'finished', reviewable: true })
    expect(jobOf(id)).toMatchObject({ resume: true })
    expect(jobOf(id).images.flatMap(({ boxes }) => boxes)).toHaveLength(4)
  })

  it('uses no path out of a job file that came from elsewhere', async () => {
    const setup = setUp(obedient)
    const { id } = await setup.service.start(config)
    await underWay(setup)
    setup.service.pause(id)
    await setup.service.whenOver(id)
    const job = jobOf(id)
    const [first, second, ...rest] = job.images
    const foreign = [
      { ...first, file: '/etc/passwd' },
      { ...second, id: 'f'.repeat(32), file: '/etc/shadow' },
      ...rest,
    ]
    const file = join(test.project.runFolder(id), 'job.json')
    writeFileSync(file, JSON.stringify({ ...job, runFolder: '/elsewhere', images: foreign }))

    const again = setUp(diligent)
    await again.service.resume(id)
    await again.service.whenOver(id)
    expect(jobOf(id).runFolder).toBe(test.project.runFolder(id))
    expect(jobOf(id).images.map((image) => image.file)).toEqual([first, ...rest].map((image) => image.file))
  })

  it('is there after a failure of the trainer, with what happened and a way on', async () => {
    const error = {
      code: 'training-diverged' as const,
      message: 'The loss is not a number',
      hint: 'Lower the rate.',
    }
    const setup = setUp({
      started: (process) => process.say(hello),
      command: ({ type }, process) =>
        type === 'start' ? process.say({ type: 'failed', error }) : process.exit({ code: 1 }),
    })
    const { id } = await setup.service.start(config)
    expect(await setup.service.whenOver(id)).toMatchObject({ status: 'failed', error, reviewable: false })
  })

  it('keeps what the trainer printed', async () => {
    const setup = setUp({
      ...diligent,
      started: (process) => {
        process.print('TensorFlow 2.20\n')
        process.say(hello)
      },
    })
    const { id } = await setup.service.start(config)
    await setup.service.whenOver(id)
    expect(readFileSync(join(test.project.runFolder(id), 'trainer.log'), 'utf8')).toBe('TensorFlow 2.20\n')
  })

  it('whose review could not be made keeps its model, and resuming makes the review alone', async () => {
    const setup = setUp(diligent, {
      finish: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    })
    const { id } = await setup.service.start(config)
    expect(await setup.service.whenOver(id)).toMatchObject({
      status: 'failed',
      error: { code: 'disk-full' },
      summary: { model: expect.any(String) },
    })

    const again = setUp(diligent)
    await again.service.resume(id)
    expect(await again.service.whenOver(id)).toMatchObject({
      status: 'finished',
      reviewable: true,
      error: null,
    })
    expect(again.trainer.processes).toHaveLength(0)
    expect(again.finish).toHaveBeenCalledOnce()
  })

  it('row 31: saves itself when the studio closes, and leaves no process', async () => {
    const setup = setUp(obedient)
    const { id } = await setup.service.start(config)
    await underWay(setup)
    await setup.service.shutDown(5000)
    expect(test.project.run(id)).toMatchObject({ status: 'paused' })
    expect(setup.trainer.processes[0].commands.at(-1)).toEqual({ type: 'quit' })
  })

  it('row 31: whose studio was killed is found interrupted and can go on', async () => {
    const { id } = await setUp({ started: (process) => process.say(hello) }).service.start(config)
    await vi.waitFor(() => expect(test.project.run(id).status).toBe('running'))
    await test.reopen()
    expect(test.project.run(id).status).toBe('interrupted')
    const again = setUp(diligent)
    await again.service.resume(id)
    expect(await again.service.whenOver(id)).toMatchObject({ status: 'finished' })
  })
})

describe('the training of a project', () => {
  it('refuses a second run while one is in progress, and to delete that', async () => {
    const setup = setUp(obedient)
    const [first, second] = await Promise.allSettled([
      setup.service.start(config),
      setup.service.start(config),
    ])
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected'])
    await expect(setup.service.start(config)).rejects.toMatchObject({ code: 'busy' })
    expect(test.project.listRuns()).toHaveLength(1)
    const { id } = test.project.run('latest')
    expect(() => setup.service.delete(id)).toThrow(expect.objectContaining({ code: 'busy' }))
    await underWay(setup)
    setup.service.stop(id)
    await setup.service.whenOver(id)
    await vi.waitFor(() => expect(setup.service.current()).toBeNull())
    setup.service.delete(id)
    expect(test.project.listRuns()).toEqual([])
  })

  it('begins nothing where no trainer may be started, and leaves no run behind', async () => {
    const { service, trainer } = setUp(diligent, {
      requireTrainer: () => {
        throw new StudioError('safe-mode', 'Training is off.')
      },
    })
    await expect(service.start(config)).rejects.toMatchObject({ code: 'safe-mode' })
    expect(test.project.listRuns()).toEqual([])
    expect(trainer.processes).toEqual([])
  })

  it('refuses to train on nothing, with a code and a way out, and leaves no run behind', async () => {
    const empty = await createTestProject(2, 1)
    const { service } = setUp({}, { project: empty.project })
    expect((await planTraining(empty.project, config)).problems).toMatchObject([
      { severity: 'blocks', code: 'no-boxes' },
    ])
    await expect(service.start(config)).rejects.toMatchObject({ code: 'no-boxes', hint: expect.any(String) })
    expect(empty.project.listRuns()).toEqual([])
    await empty.remove()
  })

  it('shows the curves of the run in progress up to its newest step', async () => {
    const setup = setUp(obedient)
    const { id } = await setup.service.start(config)
    await underWay(setup)
    expect((await setup.service.metrics(id)).steps.map(({ step }) => step)).toEqual([1, 2])
    setup.service.stop(id)
    await setup.service.whenOver(id)
    await expect(setup.service.metrics('run-0099' as RunId)).rejects.toMatchObject({ code: 'run-not-found' })
  })

  it('keeps what a person says of a run, also while it trains', async () => {
    const setup = setUp(obedient)
    const { id } = await setup.service.start(config)
    await underWay(setup)
    expect(setup.service.describe(id, { name: 'First try', notes: 'few pictures' }).name).toBe('First try')
    setup.service.stop(id)
    await setup.service.whenOver(id)
    setup.service.describe(id, { starred: true })
    expect(test.project.run(id)).toMatchObject({ name: 'First try', notes: 'few pictures', starred: true })
  })

  it('deletes a run so that it can be had back', async () => {
    const setup = setUp(diligent)
    const { id } = await setup.service.start(config)
    await setup.service.whenOver(id)
    setup.service.delete(id)
    expect(test.project.listRuns()).toEqual([])
    expect(setup.service.restore(id)).toMatchObject({ id, deletedAt: null })
    expect(test.project.listRuns()).toHaveLength(1)
  })
})
