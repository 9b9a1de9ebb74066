import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loopStep } from '../../../shared/proposals/labelLoop'
import { addBoxes, createTestProject, type TestProject, testBox } from '../../project/testing/testProject'
import { readLoop } from './loopRecord'
import { beginLoop, nextRound } from './loopService'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject(30, 1)
})
afterEach(() => test.remove())

const label = (...images: typeof test.images) =>
  test.project.commit(addBoxes(...images.map((image) => testBox(image, test.classes[0]))), 'do')

describe('label by review', () => {
  it('begins with as many pictures as twenty labelled ones lack, and is where it was after a restart', async () => {
    label(...test.images.slice(0, 5))
    const loop = await beginLoop(test.project, 1000)
    expect(loop).toMatchObject({ round: 0, since: 1000, baseRunId: null })
    expect(new Set(loop.imageIds).size).toBe(15)
    expect(loop.imageIds).not.toContain(test.images[0].id)
    const project = await test.reopen()
    expect(readLoop(project)).toEqual(loop)
    const facts = { images: project.listImages(), runs: [], waiting: () => 0 }
    expect(loopStep(loop, facts)).toMatchObject({ step: 'label', done: 0, total: 15 })
  })

  it('goes on to training where enough are labelled', async () => {
    label(...test.images.slice(0, 20))
    const loop = await beginLoop(test.project, 1000)
    expect(loop.imageIds).toEqual([])
    expect(loopStep(loop, { images: test.project.listImages(), runs: [], waiting: () => 0 })).toEqual({
      step: 'train',
    })
  })

  it('says that no picture is left', async () => {
    label(...test.images)
    const loop = await beginLoop(test.project, 1000)
    const next = nextRound(test.project, loop, 'run-0001' as never, { now: 2000 })
    await expect(next).rejects.toMatchObject({ code: 'invalid-input', message: 'Every picture is labelled.' })
  })
})
