import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeModel, MODEL_JSON, MODEL_WEIGHTS, type Model } from '../detector/modelFile'
import { detectorOnnx } from '../exporters/onnx/detectorGraph'
import { hasTensorFlow } from '../exporters/testing/tensorFlow'
import { testModel, testPicture } from '../exporters/testing/testModel'
import { openDetectorThread } from '../inference/detectorThread'
import { assertParity, measureParity } from './parity'
import { readReferenceDetections } from './referenceDetections'
import { writeReferenceDetections } from './writeReferenceDetections'

const model = testModel({ seed: 31, numClasses: 4 })
const { width, height } = model.manifest.architecture.input
/** "Files" are seeds of generated pictures. */
const decode = async (file: string) => {
  if (file === 'broken') throw new Error('broken')
  return testPicture(width, height, Number(file))
}
const images = [
  { id: 't1', file: '1', split: 'train' },
  { id: 'v1', file: '2', split: 'val' },
  { id: 'v2', file: 'broken', split: 'val' },
  { id: 'v3', file: '3', split: 'val' },
]
let runFolder: string

async function parityOf(exported: Model, pixelsOf = async (id: string) => picturesOf(id)) {
  const thread = await openDetectorThread({
    bytes: detectorOnnx(exported),
    input: { name: 'image', width, height },
    outputs: { boxes: 'boxes', scores: 'scores', labels: 'labels' },
    threads: 1,
  })
  try {
    return await measureParity(
      thread,
      await readReferenceDetections(runFolder),
      pixelsOf,
      model.manifest.detection,
    )
  } finally {
    await thread.close()
  }
}

function picturesOf(id: string): Uint8Array | null {
  const image = images.find((candidate) => candidate.id === id)
  return image === undefined ? null : testPicture(width, height, Number(image.file))
}

describe.skipIf(!hasTensorFlow())('parity of an exported model with the in-app detector', () => {
  beforeAll(async () => {
    runFolder = await mkdtemp(join(tmpdir(), 'focal-parity-'))
    const files = encodeModel(model)
    await writeFile(join(runFolder, MODEL_JSON), files.json)
    await writeFile(join(runFolder, MODEL_WEIGHTS), files.weights)
    await writeReferenceDetections({ runFolder, images, decode })
  })
  afterAll(() => rm(runFolder, { recursive: true }))

  it('notes validation pictures first and leaves broken ones out', async () => {
    const reference = await readReferenceDetections(runFolder)
    expect(reference.pictures.map(({ imageId }) => imageId)).toEqual(['v1', 'v3', 't1'])
    expect(reference.pictures.every(({ detections }) => detections.length > 0)).toBe(true)
  })

  it('holds for the same weights', async () => {
    const report = await parityOf(model)
    expect(report.images).toBe(3)
    expect(report.detections).toBeGreaterThan(10)
    expect(report.maxBoxDifferencePx).toBeLessThan(0.05)
    expect(report.maxScoreDifference).toBeLessThan(1e-4)
    expect(() => assertParity(report)).not.toThrow()
  })

  it('fails for other weights, by name', async () => {
    const weights = new Map(model.weights)
    const bias = model.weights.get('head3.box.bias')
    if (bias === undefined) throw new Error('the test model has no head3.box.bias')
    weights.set('head3.box.bias', { ...bias, values: bias.values.map((value) => value + 0.5) })
    const report = await parityOf({ ...model, weights })
    expect(() => assertParity(report)).toThrow(expect.objectContaining({ code: 'parity-failed' }))
  })

  it('leaves out pictures that have changed or gone', async () => {
    const report = await parityOf(model, async (id) => (id === 'v1' ? null : testPicture(width, height, 3)))
    expect(report.images).toBe(1)
  })

  it('refuses references of other weights', async () => {
    const files = encodeModel(testModel({ seed: 32, numClasses: 4 }))
    await writeFile(join(runFolder, MODEL_WEIGHTS), files.weights)
    await expect(readReferenceDetections(runFolder)).rejects.toMatchObject({ code: 'parity-failed' })
  })
})
