import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addBoxes, testBox } from '../project/testing/testProject'
import { giveVerdict } from '../review/reviewService'
import { createReviewProject, NOW, type ReviewProject, runFields } from '../review/testing/reviewProject'
import { bundleForTest } from '../trainer/testing/bundleForTest'
import { createJudge, type Judge } from './judgeThread'
import { judgings } from './judgings'

let entry: string
beforeAll(async () => {
  entry = await bundleForTest(new URL('./worker.ts', import.meta.url))
}, 60_000)
afterAll(() => rm(dirname(entry), { recursive: true }))

let test: ReviewProject
let judge: Judge
beforeEach(async () => {
  test = await createReviewProject()
  judge = createJudge({ entry, folder: test.folder, dataVersion: () => test.project.dataVersion })
})
afterEach(async () => {
  await judge.close()
  await test.remove()
})

const alone = { signal: new AbortController().signal, onProgress: () => undefined }
const view = () => ({ runId: test.run.id, split: 'val' as const, threshold: 0.3 })
const query = () => ({ ...view(), kind: 'all' as const, withReached: true })

describe('judging on a thread of its own', () => {
  it('answers what the same call answers here', async () => {
    const { project, run } = test
    const figures = { runId: run.id, split: 'val' as const }
    expect(await judge.ask('queue', query())).toEqual(await judgings.queue(project, query(), alone))
    expect(await judge.ask('figures', figures)).toEqual(await judgings.figures(project, figures, alone))
    expect(await judge.ask('intervals', figures)).toEqual(await judgings.intervals(project, figures, alone))
    const { runId } = figures
    for (const name of ['valThresholds', 'valCalibration'] as const)
      expect(await judge.ask(name, { runId })).toEqual(await judgings[name](project, { runId }, alone))
    expect(await judge.ask('suspects', { runId })).toEqual(await judgings.suspects(project, { runId }, alone))
  })

  it('sees edits, verdicts, splits and predictions that came after it began', async () => {
    const { project, run, images, classes } = test
    // By hand: A is found; B is missed, C is missed; three false positives score 0.3 or more.
    expect((await judge.ask('counts', view())).counts).toEqual({
      found: 1,
      falsePositives: 3,
      missed: 2,
      verdicts: 0,
    })
    giveVerdict(project, run.id, test.place(1), { verdict: 'hard-negative' }, NOW)
    expect((await judge.ask('counts', view())).counts.verdicts).toBe(1)
    project.commit(addBoxes(testBox(images[1], classes[0], { x1: 150, y1: 5, x2: 170, y2: 25 })), 'do')
    expect((await judge.ask('counts', view())).counts.missed).toBe(3)
    project.savePredictions(run.id, [
      { imageId: images[1].id, ms: 1, detections: [test.seen(0, 0.9, [50, 50, 90, 90])] },
    ])
    expect((await judge.ask('counts', view())).counts).toMatchObject({
      found: 2,
      falsePositives: 2,
      missed: 2,
    })
    project.setSplits(new Map([[images[1].id, 'test']]))
    expect((await judge.ask('counts', view())).counts).toMatchObject({
      found: 1,
      falsePositives: 2,
      missed: 1,
    })
  })

  it('fails as the call itself fails', async () => {
    const unfinished = test.project.createRun(runFields(test, false))
    await expect(judge.ask('figures', { runId: unfinished.id, split: 'val' })).rejects.toMatchObject({
      name: 'StudioError',
      code: 'run-not-finished',
      hint: expect.any(String),
    })
    await expect(judge.ask('figures', { runId: test.run.id, split: 'test' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })

  it('calls a question off where a newer one of its kind comes, and answers that one', async () => {
    const asked = [0.1, 0.3, 0.65].map((threshold) => judge.ask('counts', { ...view(), threshold }))
    const other = judge.ask('costs', view())
    const [first, second, third] = await Promise.allSettled(asked)
    for (const old of [first, second]) {
      expect(old).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } })
    }
    expect(third).toMatchObject({ status: 'fulfilled', value: { threshold: 0.65 } })
    expect(await other).toEqual(await judgings.costs(test.project, view(), alone))
  })

  it('stops long work where its caller gives up', async () => {
    const { project, run, images } = test
    // So many detections that the resamples would take minutes.
    const detections = Array.from({ length: 2000 }, (_, i) =>
      test.seen(i % 2, ((i * 37) % 1000) / 1000, [1, 1, 9, 9]),
    )
    project.savePredictions(
      run.id,
      images.map(({ id }) => ({ imageId: id, ms: 1, detections })),
    )
    const controller = new AbortController()
    let told = 0
    const waiting = judge.ask(
      'intervals',
      { runId: run.id, split: 'val' },
      {
        signal: controller.signal,
        onProgress: (done, total) => {
          told++
          expect(total).toBe(1000)
          if (done > 2) controller.abort()
        },
      },
    )
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    const before = told
    // The thread is free again, and tells no more of what was called off.
    await judge.ask('counts', view())
    await judge.ask('counts', view())
    expect(told).toBe(before)
  })

  it('ends when the project is closed: whoever waits hears of it', async () => {
    const waiting = judge.ask('figures', { runId: test.run.id, split: 'val' })
    const heard = expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await judge.close()
    await heard
    await expect(judge.ask('counts', view())).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('says why where the project cannot be read, and reads it once it can', async () => {
    const file = `${test.folder}/project.json`
    const database = `${test.folder}/project.db`
    await rename(file, `${file}.away`)
    await rename(database, `${database}.away`)
    await expect(judge.ask('counts', view())).rejects.toMatchObject({ code: 'project-not-found' })
    await rename(`${file}.away`, file)
    await rename(`${database}.away`, database)
    await expect
      .poll(() =>
        judge.ask('counts', view()).then(
          ({ counts }) => counts.found,
          () => null,
        ),
      )
      .toBe(1)
  })

  it('begins a new thread where one broke off', async () => {
    const broken = createJudge({
      entry: new URL('data:text/javascript,throw new Error("out of memory")'),
      folder: test.folder,
      dataVersion: () => 0,
    })
    for (let i = 0; i < 2; i++) {
      await expect(broken.ask('counts', view())).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining('out of memory'),
      })
    }
    await broken.close()
  })
})
