import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../detector/modelFile'
import { readSafetensors } from '../../detector/safetensors'
import { sha256 } from '../../models/sha256'
import { createTensorFlowDetector } from '../../models/tensorFlowDetector'
import { runOnnx } from '../testing/runOnnx'
import { hasTensorFlow } from '../testing/tensorFlow'
import { testModel, testPicture } from '../testing/testModel'
import { detectorOnnx } from './detectorGraph'
import { decodeOnnx } from './schema'
import { withScoreThreshold } from './scoreThreshold'

async function detectInOnnx(model: Model, file: Uint8Array, picture: Uint8Array) {
  const { width, height } = model.manifest.architecture.input
  const outputs = await runOnnx(file, {
    image: { values: picture, shape: [1, height, width, 3] },
  })
  return outputs.scores.values.map((score, i) => ({
    score,
    label: outputs.labels.values[i],
    box: outputs.boxes.values.slice(4 * i, 4 * i + 4),
  }))
}

async function expectSameDetections(model: Model, pictureSeed: number): Promise<void> {
  const { width, height } = model.manifest.architecture.input
  const picture = testPicture(width, height, pictureSeed)
  const detector = createTensorFlowDetector(model)
  const expected = detector.detect(picture)
  detector.dispose()
  const actual = await detectInOnnx(model, detectorOnnx(model), picture)
  expect(expected.length).toBeGreaterThan(5)
  expect(actual.map(({ label }) => label)).toEqual(expected.map(({ label }) => label))
  actual.forEach(({ score, box }, i) => {
    expect(Math.abs(score - expected[i].score)).toBeLessThan(1e-4)
    const offBy = box.map((side, j) => Math.abs(side - expected[i].box[j]))
    expect(Math.max(...offBy)).toBeLessThan(0.02)
  })
}

const trunkFile = fileURLToPath(
  new URL('../../../../resources/models/nanodet-g-coco.safetensors', import.meta.url),
)

describe.skipIf(!hasTensorFlow())('the exported detector against TensorFlow', () => {
  it.each([
    { numClasses: 1, seed: 5, width: 96, height: 64 },
    { numClasses: 3, seed: 6, width: 64, height: 96 },
    { numClasses: 50, seed: 7, width: 96, height: 96 },
  ])('finds the same with the tiny trunk and $numClasses classes (seed $seed)', async (options) => {
    await expectSameDetections(testModel(options), options.seed)
  })

  it('finds the same with the COCO-trained trunk, random heads and five levels', async () => {
    const { tensors: trained } = readSafetensors(await readFile(trunkFile))
    const model = testModel({
      trunk: 'nanodetG',
      trained,
      width: 320,
      height: 256,
      levels: [3, 4, 5, 6, 7],
      seed: 8,
    })
    await expectSameDetections(model, 8)
  })
})

describe('the exported file', () => {
  it('takes another threshold, and refuses files that are not of ours', async () => {
    const model = testModel({ seed: 9, detection: { scoreThreshold: 0.4, maxDetections: 1000 } })
    const file = detectorOnnx(model)
    const { width, height } = model.manifest.architecture.input
    const picture = testPicture(width, height, 9)
    const usual = await detectInOnnx(model, file, picture)
    const more = await detectInOnnx(model, withScoreThreshold(file, 0.01), picture)
    expect(usual.length).toBeGreaterThan(0)
    expect(Math.min(...usual.map(({ score }) => score))).toBeGreaterThanOrEqual(0.4)
    expect(more.slice(0, usual.length)).toEqual(usual)
    expect(more.length).toBeGreaterThan(usual.length)
    const exact = await detectInOnnx(model, withScoreThreshold(file, usual[3].score), picture)
    expect(exact).toEqual(usual.filter(({ score }) => score >= usual[3].score))
    expect(await detectInOnnx(model, withScoreThreshold(file, 1), picture)).toEqual([])
    expect(() => withScoreThreshold(new Uint8Array([8, 1, 255]), 0.1)).toThrow('not a detector')
    expect(() => withScoreThreshold(new Uint8Array(), 0.1)).toThrow('not a detector')
  })

  it('has the bytes that it had before there was a choice of network', () => {
    const model = testModel({ numClasses: 2, levels: [3, 4, 5, 6, 7] })
    for (const [name, { shape, values }] of model.weights) {
      model.weights.set(name, { shape, values: values.map((_, i) => (i % 7) / 64) })
    }
    // Whole numbers, which every machine computes alike.
    for (const level of model.manifest.architecture.levels) {
      level.shapes = level.shapes.map((_, i) => [level.stride * (i + 1), level.stride])
    }
    model.manifest.coding.maxLogScale = 4
    // Taken from the exporter of 26 November 2026: runs know their exported file by its hash.
    expect(sha256(detectorOnnx(model))).toBe(
      'd831ae093ff0bcf7a4a305d64637e34b456b2cd9a64a830028b2282c20959a27',
    )
  })

  it('says what it takes and gives', () => {
    const model = testModel({ numClasses: 2 })
    const { graph, opsetImport, irVersion } = decodeOnnx(detectorOnnx(model))
    const shapeOf = (value: (typeof graph.input)[number]) =>
      value.type.tensorType.shape.dim.map(({ dimValue, dimParam }) => dimValue ?? dimParam)
    expect([irVersion, opsetImport]).toEqual([8, [{ domain: '', version: 17 }]])
    expect(graph.input.map((value) => [value.name, shapeOf(value)])).toEqual([['image', [1, 64, 96, 3]]])
    expect(graph.output.map((value) => [value.name, shapeOf(value)])).toEqual([
      ['boxes', ['detections', 4]],
      ['scores', ['detections']],
      ['labels', ['detections']],
    ])
  })
})
