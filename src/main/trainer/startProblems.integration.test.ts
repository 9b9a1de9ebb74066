import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit } from '../../shared/annotation/edit'
import type { ImageRow } from '../../shared/annotation/schema'
import type { ImageId, RunId } from '../../shared/ids'
import { TrainConfig } from '../../shared/training/config/index'
import type { RunRecord } from '../../shared/training/run'
import { type TestProject, testBox } from '../project/testing/testProject'
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
async function trainedRun(
  changes: Partial<RunRecord> = {},
  startFrom: RunId | null = null,
): Promise<RunRecord> {
  const { project } = test
  const config = TrainConfig.parse({ startFrom })
  const data = await gatherTrainingData(project, config.seed)
  const run = project.createRun({ ...newRun(project, data, config), status: 'finished', reviewable: true })
  project.putRun({ ...run, ...changes })
  await writeJob(newJob(project, run, data))
  return run
}

async function problemsFrom(startFrom: string, config: object = {}, of = 'start-unfit'): Promise<string[]> {
  const plan = await planTraining(test.project, TrainConfig.parse({ ...config, startFrom }))
  return plan.problems.filter(({ code }) => code === of).map(({ message }) => message)
}

/** Takes the boxes off a picture, so that it teaches nothing. */
function unlabel(imageId: ImageId): void {
  const removed = test.project.listBoxes().filter((box) => box.imageId === imageId)
  test.project.commit(createEdit({ label: 'Delete', boxes: { removed } }), 'do')
}

/** Three runs, each going on from the one before, of which only the first learnt from a picture. */
async function chainOfThree(): Promise<{ runs: RunRecord[]; learntFirst: ImageRow }> {
  const first = await trainedRun()
  const learntFirst = test.project.listImages().find(({ split }) => split === 'train') as ImageRow
  unlabel(learntFirst.id)
  const second = await trainedRun({}, first.id)
  const third = await trainedRun({}, second.id)
  return { runs: [first, second, third], learntFirst }
}

function labelForChecks({ id, ...image }: ImageRow): void {
  const box = testBox({ ...image, id }, test.classes[0])
  test.project.commit(createEdit({ label: 'Draw', boxes: { added: [box] } }), 'do')
  test.project.moveToSplits([[id, 'val']])
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

  it('is refused for what only the first of three runs learnt from', async () => {
    const { runs, learntFirst } = await chainOfThree()
    expect(await problemsFrom(runs[2].id)).toEqual([])
    labelForChecks(learntFirst)
    expect(await problemsFrom(runs[2].id)).toEqual([
      'Run 3 goes on from Run 1, which has learnt from 1 picture that is set aside for checks now: every figure would be too good.',
    ])
    const other = test.project.listImages().find(({ split }) => split === 'train') as ImageRow
    test.project.moveToSplits([[other.id, 'test']])
    expect(await problemsFrom(runs[2].id)).toEqual([
      'Run 3 and the runs that it goes on from have learnt from 2 pictures that are set aside for checks now: every figure would be too good.',
    ])
  })

  it('says where what came before cannot be told any more', async () => {
    const { runs, learntFirst } = await chainOfThree()
    labelForChecks(learntFirst)
    test.project.deleteRun(runs[0].id)
    // Until the project is closed what it learnt from is still there.
    expect(await problemsFrom(runs[2].id)).toHaveLength(1)
    await test.reopen()
    expect(await problemsFrom(runs[2].id)).toEqual([])
    expect(await problemsFrom(runs[2].id, {}, 'start-unknown')).toEqual([
      'Run 3 goes on from run-0001, of which is not known any more what it learnt from: figures may be too good.',
    ])
  })

  it('comes to an end where runs go on from each other', async () => {
    const { runs } = await chainOfThree()
    const [first] = runs
    test.project.putRun({ ...first, config: { ...first.config, startFrom: runs[2].id } })
    expect(await problemsFrom(runs[2].id)).toEqual([])
    expect(await problemsFrom(runs[2].id, {}, 'start-unknown')).toEqual([
      'Run 1 is noted to go on from Run 3, which goes on from it: what it began with is not known, so figures may be too good.',
    ])
  })
})
