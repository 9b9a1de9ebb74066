import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StudioError } from '../../shared/result'
import { TrainConfig } from '../../shared/training/config/index'
import type { RunRecord, TrainingProgress } from '../../shared/training/run'
import type { TestProject } from '../project/testing/testProject'
import { TrainingService } from './service'
import { createFakeTrainer, doneEvent, type FakeScript, hello } from './testing/fakeTrainer'
import { createTrainableProject } from './testing/trainableProject'

let test: TestProject
beforeEach(async () => {
  test = await createTrainableProject()
})
afterEach(() => test.remove())

const config = TrainConfig.parse({ preset: 'quick' })

function setUp(script: FakeScript, project: TestProject['project']) {
  const progress: TrainingProgress[] = []
  const service = new TrainingService({
    project,
    startProcess: () => createFakeTrainer(script).start,
    createdBy: 'test',
    now: () => performance.now(),
    onProgress: (news) => progress.push(news),
    onRunsChanged: () => {},
  })
  return { service, progress }
}

/** Trains until it is told to end. */
const patient: FakeScript = {
  started: (process) => process.say(hello),
  command: ({ type }, process) => {
    if (type === 'quit') process.say(doneEvent('paused'))
    if (type === 'quit') process.exit()
  },
}

/** The same project on a disk that takes no records while `isFull` says so. */
function onDisk(isFull: () => boolean): TestProject['project'] {
  const { project } = test
  const putRun = (record: RunRecord) => {
    if (isFull()) throw new StudioError('disk-full', 'The disk is full.', 'Free some space.')
    project.putRun(record)
  }
  return Object.create(project, { putRun: { value: putRun } })
}

describe('row 25: a run on a disk that becomes full', () => {
  it.each<[string, FakeScript]>([
    ['before the trainer says hello', patient],
    [
      'before the trainer fails by it',
      {
        ...patient,
        command: ({ type }, process) => {
          if (type === 'start') process.say({ type: 'failed', error: { code: 'disk-full', message: 'full' } })
          if (type === 'quit') process.exit()
        },
      },
    ],
  ])('%s fails with the code; its record says so once there is room', async (_when, script) => {
    let isFull = false
    const setup = setUp(
      script,
      onDisk(() => isFull),
    )
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { id } = await setup.service.start(config)
      isFull = true
      const last = await setup.service.whenOver(id)
      expect(last).toMatchObject({ status: 'failed', error: { code: 'disk-full' } })
      expect(setup.progress.at(-1)).toMatchObject({ status: 'failed' })
      await vi.advanceTimersByTimeAsync(30_000)
      expect(setup.service.current()).toBeNull()
      expect(test.project.run(id).status).toBe('preparing')
      expect(await setup.service.whenOver(id)).toEqual(last)
      isFull = false
      await vi.advanceTimersByTimeAsync(10_000)
      expect(test.project.run(id)).toMatchObject({ status: 'failed', error: { code: 'disk-full' } })
      await setup.service.resume(id)
      expect(setup.service.current()).toMatchObject({ runId: id })
      await setup.service.shutDown(1000)
    } finally {
      vi.useRealTimers()
    }
  })
})
