import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit } from '../../../shared/annotation/edit'
import { TrainConfig } from '../../../shared/training/config/index'
import { type TestProject, testBox } from '../../project/testing/testProject'
import { TrainingService } from '../service'
import { createFakeTrainer, doneEvent, hello, stepEvent } from '../testing/fakeTrainer'
import { createTrainableProject } from '../testing/trainableProject'
import { type SweepJob, SweepService } from './sweepService'
import { finishGraded } from './testing/finishGraded'

let test: TestProject
beforeEach(async () => {
  test = await createTrainableProject()
})
afterEach(() => test.remove())

const request = {
  base: TrainConfig.parse({ preset: 'quick' }),
  grid: ['loss.focal.gamma=0,2'],
  seeds: [1, 2],
}

/** A trainer that is done at once, or after `holdFrom` runs waits to be told to pause. */
function setUp({ holdFrom = Number.POSITIVE_INFINITY } = {}) {
  let started = 0
  const trainer = createFakeTrainer({
    started: (process) => process.say(hello),
    command: ({ type }, process) => {
      if (type === 'start') {
        process.say(stepEvent(1, 2))
        if (++started <= holdFrom) process.say(doneEvent())
      }
      if (type === 'pause') process.say(doneEvent('paused'))
      if (type === 'quit') process.exit()
    },
  })
  const training = new TrainingService({
    project: test.project,
    startProcess: () => trainer.start,
    finish: finishGraded,
    createdBy: 'test',
    now: () => performance.now(),
    onProgress: () => {},
    onRunsChanged: () => {},
  })
  const cancel = new AbortController()
  const told: (readonly [number, number | null])[] = []
  const job: SweepJob = { signal: cancel.signal, report: (done, total) => told.push([done, total]) }
  const service = new SweepService({
    project: test.project,
    training,
    runJob: (_, work) => work(job),
    onChanged: () => {},
  })
  return { service, training, cancel, told }
}

/** Waits until the fake trainer's held run is under way. */
async function underWay({ training }: ReturnType<typeof setUp>, runs: number): Promise<void> {
  for (let i = 0; i < 500; i++) {
    const isThere = test.project.listRuns().length === runs && training.current()?.latest != null
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('the run did not begin')
}

describe('a sweep from the studio', () => {
  it('is planned, carried out, kept, and has a best combination', async () => {
    const { service, told } = setUp()
    expect(await service.plan(request)).toMatchObject({ runs: 4, known: 0 })
    const { id } = await service.start(request)
    await service.whenIdle()
    const [view] = await service.list()
    expect(view).toMatchObject({
      isActive: false,
      record: { id, status: 'finished', runs: ['run-0001', 'run-0002', 'run-0003', 'run-0004'] },
      best: { settings: { 'loss.focal.gamma': 2 }, runs: ['run-0003', 'run-0004'] },
      mixedLabels: false,
    })
    expect(view.rows.map(({ AP }) => AP)).toEqual([0.01, 0.02, 0.21000000000000002, 0.22])
    expect(told.at(-1)).toEqual([3, 4])
    expect(readdirSync(join(test.folder, 'sweeps'))).toEqual(['sweep-0001.json'])
    expect(await service.plan(request)).toMatchObject({ runs: 4, known: 4, seconds: 0 })
  })

  it('pauses, keeps its place, and goes on without training anything twice', async () => {
    const setup = setUp({ holdFrom: 2 })
    const { id } = await setup.service.start(request)
    await underWay(setup, 3)
    await expect(setup.service.start(request)).rejects.toMatchObject({ code: 'busy' })
    setup.service.pause(id)
    await setup.service.whenIdle()
    expect((await setup.service.list())[0]).toMatchObject({
      isActive: false,
      record: { status: 'paused', runs: ['run-0001', 'run-0002', 'run-0003', null] },
      places: [{ status: 'finished' }, { status: 'finished' }, { status: 'paused' }, { status: null }],
    })
    const again = setUp()
    // Labels that changed meanwhile do not make it begin anew, but it says so.
    const more = testBox(test.images[0], test.classes[1])
    test.project.commit(createEdit({ label: 'Draw', boxes: { added: [more] } }), 'do')
    await again.service.resume(id)
    await again.service.whenIdle()
    expect((await again.service.list())[0]).toMatchObject({
      record: { status: 'finished' },
      mixedLabels: true,
    })
    expect(test.project.listRuns()).toHaveLength(4)
  })

  it('that is cancelled in the tray is paused; one that is stopped ends for good', async () => {
    const setup = setUp({ holdFrom: 0 })
    const { id } = await setup.service.start(request)
    await underWay(setup, 1)
    setup.cancel.abort()
    await setup.service.whenIdle()
    expect((await setup.service.list())[0].record.status).toBe('paused')
    await setup.service.stop(id)
    expect((await setup.service.list())[0].record.status).toBe('stopped')
  })

  it('that was cut off is found again, and a damaged file is passed over', async () => {
    const setup = setUp({ holdFrom: 1 })
    await setup.service.start(request)
    await underWay(setup, 2)
    // As after a kill: another service finds the record as it was last written.
    const found = (await setUp().service.list())[0]
    expect(found).toMatchObject({ isActive: false, record: { status: 'running' } })
    writeFileSync(join(test.folder, 'sweeps', 'sweep-0002.json'), '{ torn')
    expect(await setUp().service.list()).toHaveLength(1)
    setup.service.pause(found.record.id)
    await setup.service.whenIdle()
  })

  it('refuses settings that are none, and grids without end', async () => {
    const { service } = setUp()
    await expect(service.start({ ...request, grid: ['loss.focal.gamma=1,99'] })).rejects.toMatchObject({
      code: 'config-invalid',
    })
    const seeds = Array.from({ length: 50 }, (_, i) => i)
    await expect(
      service.plan({ ...request, grid: ['loss.focal.gamma=0,1,2,3,4'], seeds }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('250 runs'),
    })
    expect(test.project.listRuns()).toEqual([])
  })
})
