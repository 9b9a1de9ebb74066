import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LabelLoop } from '../../../shared/proposals/labelLoop'
import { hasTensorFlow } from '../../exporters/testing/tensorFlow'
import { testModel } from '../../exporters/testing/testModel'
import { readPixels } from '../../inference/predict'
import { finishRun } from '../../models/finishRun'
import { createTrainedProject, type TrainedProject } from '../../models/testing/trainedProject'
import { writeReferenceDetections } from '../../models/writeReferenceDetections'
import { addBoxes, testBox } from '../../project/testing/testProject'
import { proposalOverview } from '../overview'
import { readLoop } from './loopRecord'
import { beginLoop, nextRound } from './loopService'
import { teachScore } from './teach'

/** Six pictures and an untrained model: two are reviewed, four are to be labelled. */
let trained: TrainedProject
let first: LabelLoop

const decode = async (file: string, width: number, height: number) => {
  const pixels = await readPixels(file, { width, height })
  if (pixels === null) throw new Error(`cannot read ${file}`)
  return pixels
}

const idsOf = (...places: number[]) => places.map((place) => trained.images[place].id)
const go = (before: LabelLoop, now: number) => nextRound(trained.project, before, trained.run.id, { now })

describe.skipIf(!hasTensorFlow())('the next round', () => {
  beforeAll(async () => {
    trained = await createTrainedProject(testModel({ seed: 7, numClasses: 2 }), [
      'train',
      'val',
      ...new Array<'train'>(4).fill('train'),
    ])
    const { project, run, images } = trained
    const open = images.slice(2).map((image) => ({ ...image, reviewed: false }))
    project.applyBulk({
      label: 'open',
      roots: [],
      classes: [],
      boxes: [],
      newImages: [],
      changedImages: open,
    })
    await writeReferenceDetections({
      runFolder: project.runFolder(run.id),
      images: images.map(({ id, split }) => ({ id, file: project.imageFile(id), split: split ?? 'train' })),
      decode,
    })
    await finishRun(project, run.id, { createdBy: 'test' })
    const thresholds = { overall: 0.297, perClass: [null, null], goal: { kind: 'hand' as const } }
    project.putRun({ ...project.run(run.id), thresholds })
    first = await go(await beginLoop(project, 1000), 2000)
  })
  afterAll(() => trained.remove())

  it('looks at the unlabelled pictures alone, with the run that proposes', () => {
    expect(first).toMatchObject({ round: 1, since: 2000, baseRunId: trained.run.id, lookFrom: 0.29 })
    expect(first.imageIds.toSorted()).toEqual(idsOf(2, 3, 4, 5).toSorted())
    expect(readLoop(trained.project)).toEqual(first)
    expect(proposalOverview(trained.project).teaching).toEqual(first.imageIds)
  })

  it('begins with the picture that teaches most', () => {
    const { project, run, classes } = trained
    const rules = { threshold: 0.297, boxCounts: new Map(classes.map(({ id }) => [id, 0])) }
    const teaches = first.imageIds.map((id) => {
      const { detections } = project.prediction(run.id, id) ?? { detections: [] }
      expect(detections.length).toBeGreaterThan(0)
      return teachScore(detections, rules)
    })
    expect(teaches[0]).toBe(Math.max(...teaches))
  })

  it('proposes on them from 0.1 on', () => {
    for (const id of first.imageIds) {
      const seen = trained.project.prediction(trained.run.id, id)?.detections ?? []
      const proposals = trained.project.proposalsOn(id)
      expect(proposals.every(({ score, source }) => score >= 0.1 && source === trained.run.id)).toBe(true)
      expect(proposals.length > 0).toBe(seen.some(({ score }) => score >= 0.1))
    }
    for (const id of idsOf(0, 1)) expect(trained.project.proposalsOn(id)).toEqual([])
  })

  it('changes nothing where it is called off', async () => {
    const before = readLoop(trained.project)
    if (before === null) throw new Error('no loop')
    const signal = AbortSignal.abort()
    await expect(
      nextRound(trained.project, before, trained.run.id, { now: 5000, signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(readLoop(trained.project)).toEqual(before)
  })

  it('leaves out what was labelled since, and says so where nothing is left', async () => {
    const { project, images, classes } = trained
    project.commit(addBoxes(testBox(images[2], classes[0])), 'do')
    const second = await go(first, 3000)
    expect(second).toMatchObject({ round: 2, since: 3000 })
    expect(second.imageIds.toSorted()).toEqual(idsOf(3, 4, 5).toSorted())
    project.commit(addBoxes(...images.slice(3).map((image) => testBox(image, classes[0]))), 'do')
    await expect(go(second, 4000)).rejects.toMatchObject({ code: 'invalid-input' })
    expect(readLoop(project)).toEqual(second)
  })
})
