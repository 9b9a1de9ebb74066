import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunId } from '../../shared/ids'
import { TrainConfig } from '../../shared/training/config/index'
import type { RunRecord } from '../../shared/training/run'
import type { TestProject } from '../project/testing/testProject'
import { gatherTrainingData } from '../project/trainJob'
import { planTraining } from './foresee'
import { newJob, writeJob } from './runs/jobFile'
import { newRun } from './runs/newRun'
import { createTrainableProject } from './testing/trainableProject'

let test: TestProject
beforeEach(async () => {
  test = await createTrainableProject()
})
afterEach(() => test.remove())

/** A run of the project as it is now, as if it had been trained. */
async function trainedRun(changes: Partial<RunRecord> = {}): Promise<RunRecord> {
  const { project } = test
  const config = TrainConfig.parse({})
  const data = await gatherTrainingData(project, config.seed)
  const run = project.createRun({ ...newRun(project, data, config), status: 'finished', reviewable: true })
  project.putRun({ ...run, ...changes })
  await writeJob(newJob(project, run, data))
  return run
}

async function problemsFrom(startFrom: string, config: object = {}): Promise<string[]> {
  const plan = await planTraining(test.project, TrainConfig.parse({ ...config, startFrom }))
  return plan.problems.filter(({ code }) => code === 'start-unfit').map(({ message }) => message)
}

describe('going on from another run', () => {
  it('is open to one that was trained on the pictures that still teach', async () => {
    const run = await trainedRun()
    expect(await problemsFrom(run.id)).toEqual([])
  })

  it('is refused once a picture that it learnt from is there to check: figures would be too good', async () => {
    const run = await trainedRun()
    const learnt = test.project.listImages().find(({ split }) => split === 'train')
    test.project.moveToSplits([[learnt?.id ?? (run.id as never), 'val']])
    expect(await problemsFrom(run.id)).toEqual([
      'Run 1 has learnt from 1 picture that is set aside for checks now: every figure would be too good.',
    ])
  })

  it.each([
    [
      'predictions of another detector',
      { origin: 'imported' as const },
      {},
      'Run 1 has no weights to go on from.',
    ],
    ['a run without its model', { reviewable: false }, {}, 'Run 1 has no weights to go on from.'],
    ['another trunk', {}, { trunk: 'tiny' }, 'Run 1 has another trunk, so its weights do not fit.'],
  ])('is refused for %s', async (_what, changes, config, message) => {
    const run = await trainedRun(changes)
    expect(await problemsFrom(run.id, config)).toEqual([message])
  })

  it('is refused for a run that is not there', async () => {
    expect(await problemsFrom('run-0042' as RunId)).toEqual([
      'run-0042, from which it is to go on, is not in this project.',
    ])
  })
})
