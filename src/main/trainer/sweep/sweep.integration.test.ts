import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit } from '../../../shared/annotation/edit'
import type { RunId } from '../../../shared/ids'
import { type TestProject, testBox } from '../../project/testing/testProject'
import { TrainingService } from '../service'
import { createFakeTrainer, doneEvent, hello, stepEvent } from '../testing/fakeTrainer'
import { createTrainableProject } from '../testing/trainableProject'
import { type SweepResult, sweep, sweepMeans } from './sweep'
import { finishGraded } from './testing/finishGraded'

let test: TestProject
beforeEach(async () => {
  test = await createTrainableProject()
})
afterEach(() => test.remove())

const request = {
  base: { preset: 'quick' as const },
  fixed: ['loss.box=ciou'],
  grid: ['loss.focal.gamma=0,2'],
  seeds: [1, 2],
}

/** Trains in no time; the AP of a run is a tenth of its gamma plus a hundredth of its seed. */
function setUp() {
  const trainer = createFakeTrainer({
    started: (process) => process.say(hello),
    command: ({ type }, process) => {
      if (type === 'start') for (const event of [stepEvent(1, 1), doneEvent()]) process.say(event)
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
  const begun: string[] = []
  const run = (killAfter = Number.POSITIVE_INFINITY): Promise<SweepResult> =>
    sweep(request, {
      project: test.project,
      training,
      follow: async (runId: RunId) => {
        if (begun.push(runId) > killAfter) throw new Error('killed')
        return training.whenOver(runId)
      },
      onRun: () => {},
    })
  return { run, begun }
}

describe('a sweep', () => {
  it('trains every combination with every seed and finds the best by its mean', async () => {
    const { rows, best } = await setUp().run()
    expect(rows.map(({ settings, seed, AP }) => [settings['loss.focal.gamma'], seed, AP])).toEqual([
      [0, 1, 0.01],
      [0, 2, 0.02],
      [2, 1, 0.21000000000000002],
      [2, 2, 0.22],
    ])
    expect(best).toMatchObject({ settings: { 'loss.focal.gamma': 2 }, runs: ['run-0003', 'run-0004'] })
    expect(best?.AP).toBeCloseTo(0.215, 12)
    expect(test.project.listRuns().every(({ config }) => config.loss.box === 'ciou')).toBe(true)
  })

  it('takes what is there when it is begun again', async () => {
    const setup = setUp()
    const first = await setup.run()
    expect(setup.begun).toHaveLength(4)
    expect(await setup.run()).toEqual(first)
    expect(setup.begun).toHaveLength(4)
  })

  it('trains again once the labels have changed', async () => {
    const setup = setUp()
    await setup.run()
    const more = testBox(test.images[0], test.classes[1])
    test.project.commit(createEdit({ label: 'Draw', boxes: { added: [more] } }), 'do')
    await setup.run()
    expect(setup.begun).toHaveLength(8)
  })

  it('refuses a setting that is none before anything is trained', async () => {
    const setup = setUp()
    const training = {
      start: () => Promise.reject(new Error('started')),
      resume: () => Promise.reject(new Error()),
    }
    const bad = { ...request, grid: ['loss.focal.gamma=1,99'] }
    const surroundings = {
      project: test.project,
      training,
      follow: () => Promise.reject(new Error()),
      onRun: () => {},
    }
    await expect(sweep(bad, surroundings)).rejects.toMatchObject({ code: 'config-invalid' })
    expect(setup.begun).toEqual([])
  })
})

describe('sweepMeans', () => {
  it('averages the seeds and keeps their spread; undefined figures do not count', () => {
    const row = (seed: number, AP: number | null) => ({
      settings: { a: 1 },
      run: `run-${seed}` as RunId,
      seed,
      AP,
      AP50: AP,
      fpPerImage: null,
      recall: 0.5,
    })
    expect(sweepMeans([row(1, 0.2), row(2, 0.4), row(3, null)])).toEqual([
      {
        settings: { a: 1 },
        runs: ['run-1', 'run-2', 'run-3'],
        AP: 0.30000000000000004,
        AP50: 0.30000000000000004,
        fpPerImage: null,
        recall: 0.5,
        spreadAP: [0.2, 0.4],
      },
    ])
  })
})
