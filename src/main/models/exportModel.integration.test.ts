import { execFile } from 'node:child_process'
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExportManifest } from '../../shared/models/manifest'
import { evaluate } from '../evaluation/evaluateService'
import { hasTensorFlow } from '../exporters/testing/tensorFlow'
import { testModel } from '../exporters/testing/testModel'
import { greyTiff } from '../images/testing/deepFiles'
import { predictImages, readPixels } from '../inference/predict'
import { openSession } from '../inference/session'
import { addBoxes, testBox } from '../project/testing/testProject'
import { queue } from '../review/reviewService'
import { exportModel } from './exportModel'
import { finishRun } from './finishRun'
import { REFERENCE_FILE } from './referenceDetections'
import { createTrainedProject, type TrainedProject } from './testing/trainedProject'
import { writeReferenceDetections } from './writeReferenceDetections'

const CREATED_BY = 'Focal Studio test'
const model = testModel({ seed: 41, numClasses: 3 })
let trained: TrainedProject

const decode = async (file: string, width: number, height: number) => {
  const pixels = await readPixels(file, { width, height })
  if (pixels === null) throw new Error(`cannot read ${file}`)
  return pixels
}

/** The studio's own Node packages, for a program that runs outside of it. */
const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

describe.skipIf(!hasTensorFlow())('a trained run, from its weights to an export', () => {
  beforeAll(async () => {
    trained = await createTrainedProject(model, ['train', 'val', 'val', 'test'])
    const { project, run, images } = trained
    await writeReferenceDetections({
      runFolder: project.runFolder(run.id),
      images: images.map(({ id, split }) => ({ id, file: project.imageFile(id), split: split ?? 'train' })),
      decode,
    })
  })
  afterAll(() => trained.remove())

  it('is made reviewable: model proven, pictures predicted, figures noted', async () => {
    const { project, run } = trained
    const finished = await finishRun(project, run.id, { createdBy: CREATED_BY })
    expect(finished.reviewable).toBe(true)
    expect(project.listPredictions(run.id)).toHaveLength(3)
    // Nothing is labelled yet: there is no ground truth to have figures from.
    expect(finished.val?.AP).toBeNull()
    expect(await readdir(join(project.runFolder(run.id), 'model'))).toEqual(
      expect.arrayContaining(['manifest.json', 'model.onnx', 'predicted.json']),
    )
  })

  it('finds what it found before, once that is labelled', async () => {
    const { project, run, images, classes } = trained
    const session = await openSession(join(project.runFolder(run.id), 'model'))
    const val = images.filter(({ split }) => split === 'val')
    const predictions = await predictImages(
      session,
      val.map(({ id }) => project.imageFile(id)),
    )
    await session.close()
    // One label a picture, where the model is surest: found by the highest score of all, AP is 1 for that class.
    for (const [i, { width, height, detections }] of predictions.entries()) {
      expect([width, height]).toEqual([150, 90])
      const [{ box, classIndex }] = detections
      project.commit(addBoxes(testBox(val[i], classes[classIndex], box)), 'do')
    }
    const report = await evaluate(project, 'latest', { split: 'val' }, { createdBy: CREATED_BY })
    expect(report.images).toBe(2)
    expect(report.AR100).toBeGreaterThan(0.95)
    expect(report.msPerImage.p50).toBeGreaterThan(0)
    const { counts } = queue(project, { runId: run.id, threshold: 0 })
    expect([counts.found, counts.missed]).toEqual([2, 0])
    await expect(
      evaluate(project, 'latest', { split: 'val', nonsense: 1 } as never, { createdBy: CREATED_BY }),
    ).rejects.toThrow()
  })

  it('predicts again only what changed, and goes on where it was stopped', async () => {
    const { project, run, images } = trained
    const seen: string[] = []
    const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`)
    await finishRun(project, run.id, { createdBy: CREATED_BY, onProgress })
    expect(seen).toEqual([])
    const [changed] = images.filter(({ split }) => split === 'val')
    project.applyBulk({
      label: 'rescan',
      roots: [],
      classes: [],
      newImages: [],
      changedImages: [{ ...changed, contentHash: 'new' }],
      boxes: [],
    })
    const stopped = AbortSignal.abort()
    await expect(
      finishRun(project, run.id, { createdBy: CREATED_BY, signal: stopped }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    await finishRun(project, run.id, { createdBy: CREATED_BY, onProgress })
    expect(seen).toEqual(['1/1'])
  })

  it('is exported with all that its users need, and its own example runs', async () => {
    const { project, run, outer, images } = trained
    const folder = join(outer, 'exported to')
    const report = await exportModel(project, {
      runId: run.id,
      target: 'onnx',
      folder,
      createdBy: CREATED_BY,
    })
    expect((await readdir(folder)).sort()).toEqual(report.files.map(({ name }) => name).sort())
    expect(report.parity).toMatchObject({ images: 4, borderline: expect.any(Number) })
    expect(report.parity.maxBoxDifferencePx).toBeLessThan(0.5)
    expect(report.parity.maxScoreDifference).toBeLessThan(1e-3)
    const manifest = ExportManifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    expect(manifest.figures.val?.images).toBe(2)
    expect(await readFile(join(folder, 'labels.txt'), 'utf8')).toBe('class 0\nclass 1\nclass 2\n')
    expect(await readFile(join(folder, 'MODEL_CARD.md'), 'utf8')).toContain('### Validation (2 pictures)')

    await symlink(nodeModules, join(outer, 'node_modules'), 'dir')
    const picture = project.imageFile(images[1].id)
    await expectExampleAgrees(folder, picture)
    // The same file sees a 16-bit picture as the studio does, in its own range and through a fixed window.
    const deep = join(outer, 'deep.tif')
    const samples = Uint16Array.from(
      { length: 150 * 90 },
      (_, i) => 900 + ((i * 7919) % 2000) + (i % 150) * 9,
    )
    await writeFile(deep, greyTiff(samples, 150, 90))
    const auto = await expectExampleAgrees(folder, deep)
    const window = { low: 1000, high: 3500, gamma: 1.6 }
    const fixed = { ...manifest, input: { ...manifest.input, depth: { kind: 'fixed', window } } }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(fixed))
    expect(await expectExampleAgrees(folder, deep)).not.toEqual(auto)
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  })

  it('goes over its own earlier export and never over other files', async () => {
    const { project, run, outer } = trained
    const request = { runId: run.id, target: 'onnx' as const, createdBy: CREATED_BY }
    await exportModel(project, { ...request, folder: join(outer, 'exported to') })
    await writeFile(join(outer, 'a file'), 'mine')
    for (const folder of [outer, join(outer, 'a file')]) {
      await expect(exportModel(project, { ...request, folder })).rejects.toMatchObject({
        code: 'export-failed',
      })
    }
    expect(await readFile(join(outer, 'a file'), 'utf8')).toBe('mine')
  })

  it('refuses a damaged export', async () => {
    const { outer } = trained
    const folder = join(outer, 'exported to')
    const file = await readFile(join(folder, 'model.onnx'))
    file[file.length >> 1] ^= 1
    await writeFile(join(folder, 'model.onnx'), file)
    await expect(openSession(folder)).rejects.toMatchObject({ code: 'model-invalid' })
    await expect(openSession(outer)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not exported where it differs from what was trained; the files are kept aside', async () => {
    const { project, run, outer } = trained
    const other = await createTrainedProject(testModel({ seed: 42, numClasses: 3 }), ['val'])
    try {
      const runFolder = other.project.runFolder(other.run.id)
      const reference = JSON.parse(await readFile(join(project.runFolder(run.id), REFERENCE_FILE), 'utf8'))
      const own = [
        { id: other.images[0].id, file: other.project.imageFile(other.images[0].id), split: 'val' },
      ]
      await writeReferenceDetections({ runFolder, images: own, decode })
      const right = JSON.parse(await readFile(join(runFolder, REFERENCE_FILE), 'utf8'))
      right.pictures[0].detections = reference.pictures[0].detections
      await writeFile(join(runFolder, REFERENCE_FILE), JSON.stringify(right))
      const request = {
        runId: other.run.id,
        target: 'onnx' as const,
        createdBy: CREATED_BY,
        folder: join(outer, 'never'),
      }
      await expect(exportModel(other.project, request)).rejects.toMatchObject({ code: 'parity-failed' })
      expect(await readdir(runFolder)).toContain('model-rejected')
      await expect(readdir(join(outer, 'never'))).rejects.toThrow()
      expect(other.project.run(other.run.id).reviewable).toBe(false)
    } finally {
      await other.remove()
    }
  })
})

/** Runs the exported folder's own example beside the studio; returns what both found. */
async function expectExampleAgrees(folder: string, picture: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'example.mjs'), picture])
  const { thresholds } = ExportManifest.parse(
    JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')),
  )
  const session = await openSession(folder, thresholds.overall ?? 0.3)
  const [{ detections }] = await predictImages(session, [picture])
  await session.close()
  const lines = stdout.trim().split('\n')
  expect(lines).toHaveLength(detections.length)
  const box = ({ x1, y1, x2, y2 }: (typeof detections)[number]['box']) =>
    [x1, y1, x2, y2].map((side) => side.toFixed(1)).join(' ')
  expect(lines[0]).toBe(`${detections[0].class} ${detections[0].score.toFixed(3)} ${box(detections[0].box)}`)
  return lines
}
