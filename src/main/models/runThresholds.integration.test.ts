import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChosenThresholds } from '../../shared/evaluation/chosen'
import { predictCommand } from '../cli/commands/predict'
import { hasTensorFlow } from '../exporters/testing/tensorFlow'
import { testModel } from '../exporters/testing/testModel'
import { readPixels } from '../inference/predict'
import { readManifest } from '../inference/session'
import { addBoxes, testBox } from '../project/testing/testProject'
import { exportModel } from './exportModel'
import { finishRun } from './finishRun'
import { keepCalibration, keepThresholds } from './runThresholds'
import { createTrainedProject, type TrainedProject } from './testing/trainedProject'
import { writeReferenceDetections } from './writeReferenceDetections'

const createdBy = 'Focal Studio test'
let trained: TrainedProject
let modelFolder: string

const decode = async (file: string, width: number, height: number) => {
  const pixels = await readPixels(file, { width, height })
  if (pixels === null) throw new Error(`cannot read ${file}`)
  return pixels
}

/** In the midst of the scores that the untrained model gives. */
let chosen: ChosenThresholds

describe.skipIf(!hasTensorFlow())('thresholds that a person chose', () => {
  beforeAll(async () => {
    trained = await createTrainedProject(testModel({ seed: 41, numClasses: 3 }), ['train', 'val', 'val'])
    const { project, run, images, classes } = trained
    modelFolder = join(project.runFolder(run.id), 'model')
    await writeReferenceDetections({
      runFolder: project.runFolder(run.id),
      images: images.map(({ id, split }) => ({ id, file: project.imageFile(id), split: split ?? 'train' })),
      decode,
    })
    await finishRun(project, run.id, { createdBy })
    const scores = (project.prediction(run.id, images[1].id)?.detections ?? []).map(({ score }) => score)
    chosen = {
      overall: scores[20],
      perClass: [null, scores[60], null],
      goal: { kind: 'cost', missCost: 7 },
    }
    // The surest detection of each picture becomes its label.
    for (const image of images.filter(({ split }) => split === 'val')) {
      const [best] = project.prediction(run.id, image.id)?.detections ?? []
      const owner = classes.find(({ id }) => id === best.classId) ?? classes[0]
      project.commit(
        addBoxes(testBox(image, owner, { x1: best.x1, y1: best.y1, x2: best.x2, y2: best.y2 })),
        'do',
      )
    }
    await finishRun(project, run.id, { createdBy })
  })
  afterAll(() => trained.remove())

  it('stay with the run and stand in its manifest, also after its figures are made again', async () => {
    const { project, run } = trained
    const measured = (await readManifest(modelFolder)).thresholds
    expect(measured.chosenFor).toBeNull()
    await keepThresholds(project, run.id, chosen)
    await finishRun(project, run.id, { createdBy })
    expect(project.run(run.id).thresholds).toEqual(chosen)
    const { thresholds } = await readManifest(modelFolder)
    expect(thresholds).toEqual({
      overall: chosen.overall,
      perClass: [
        { name: 'class 0', threshold: chosen.overall },
        { name: 'class 1', threshold: chosen.perClass[1] },
        { name: 'class 2', threshold: chosen.overall },
      ],
      chosenFor: { kind: 'cost', missCost: 7 },
    })
    await keepThresholds(project, run.id, null)
    expect(project.run(run.id).thresholds).toBeNull()
    expect((await readManifest(modelFolder)).thresholds).toEqual(measured)
  })

  it('go out with the model, its card and its calibration, and predictions go by them', async () => {
    const { project, run, images, outer } = trained
    await keepThresholds(project, run.id, chosen)
    const { calibration } = await keepCalibration(project, run.id, true)
    expect(calibration?.temperature).toBeGreaterThan(0)
    const folder = join(outer, 'out')
    await exportModel(project, { runId: run.id, target: 'onnx', folder, createdBy })
    const card = await readFile(join(folder, 'MODEL_CARD.md'), 'utf8')
    expect(card).toContain(
      `from ${chosen.overall.toFixed(3)}, class 1 from ${chosen.perClass[1]?.toFixed(3)}`,
    )
    expect(card).toContain('least cost where a miss costs 7 false alarms')
    expect(card).toContain('expected calibration error')
    const picture = project.imageFile(images[1].id)
    const predict = async (options: Record<string, unknown>) => {
      const { signal } = new AbortController()
      const answer = await predictCommand.run([folder, picture], options, {
        signal,
        progress: () => {},
        say: () => {},
      })
      return (answer as { images: { detections: { class: string; score: number }[] }[] }).images[0].detections
    }
    const all = await predict({ threshold: 0.05 })
    const shown = await predict({})
    const leastOf = (name: string) => (name === 'class 1' ? (chosen.perClass[1] ?? 1) : chosen.overall)
    const wanted = all.filter(({ class: name, score }) => score >= leastOf(name))
    expect(shown).toEqual(wanted)
    expect(shown.length).toBeLessThan(all.length)
    await keepCalibration(project, run.id, false)
    expect((await readManifest(modelFolder)).calibration).toBeNull()
  })

  it('for another number of classes are refused', async () => {
    const { project, run } = trained
    await expect(keepThresholds(project, run.id, { ...chosen, perClass: [] })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})
