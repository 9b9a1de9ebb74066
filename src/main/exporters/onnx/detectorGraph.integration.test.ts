import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { placeAnchors } from '../../detector/anchors/place'
import { decodeBoxes } from '../../detector/coding/boxCoder'
import { buildModel } from '../../detector/model'
import type { Model } from '../../detector/modelFile'
import { readSafetensors } from '../../detector/safetensors'
import * as tf from '../../detector/tf'
import { plainSuppression } from '../testing/plainSuppression'
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

/** The trained network in TensorFlow, decoded by the detector's coder, suppressed by the plain oracle. */
function detectPlainly(model: Model, picture: Uint8Array) {
  const { architecture, preprocessing, detection } = model.manifest
  const { width, height } = architecture.input
  const network = buildModel(architecture, model.weights)
  const [logits, offsets] = tf.tidy(() => {
    const pixels = tf.tensor4d(Float32Array.from(picture), [1, height, width, 3])
    const output = network.forward(
      tf.div(tf.sub(pixels, preprocessing.mean), preprocessing.std) as tf.Tensor4D,
    )
    return [tf.sigmoid(output.logits), output.offsets]
  })
  const scores = (logits.arraySync() as number[][][])[0]
  const anchors = placeAnchors(architecture.levels)
  const flat = decodeBoxes(anchors.boxesXyxyPx, offsets.dataSync() as Float32Array)
  const boxes = scores.map((_, i) =>
    [0, 1, 2, 3].map((side) => Math.min(Math.max(flat[4 * i + side], 0), side % 2 === 0 ? width : height)),
  )
  tf.dispose([logits, offsets])
  network.dispose()
  const levels = architecture.levels.map(({ rows, columns, shapes }) => rows * columns * shapes.length)
  return plainSuppression(scores, boxes, levels, { ...detection, minSidePx: 1, candidatesPerLevel: 1000 })
}

async function expectSameDetections(model: Model, pictureSeed: number): Promise<void> {
  const { width, height } = model.manifest.architecture.input
  const picture = testPicture(width, height, pictureSeed)
  const expected = detectPlainly(model, picture)
  const actual = await detectInOnnx(model, detectorOnnx(model, '0.1.0'), picture)
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
    const file = detectorOnnx(model, '0.1.0')
    const { width, height } = model.manifest.architecture.input
    const picture = testPicture(width, height, 9)
    const usual = await detectInOnnx(model, file, picture)
    const more = await detectInOnnx(model, withScoreThreshold(file, 0.01), picture)
    expect(usual.length).toBeGreaterThan(0)
    expect(Math.min(...usual.map(({ score }) => score))).toBeGreaterThanOrEqual(0.4)
    expect(more.slice(0, usual.length)).toEqual(usual)
    expect(more.length).toBeGreaterThan(usual.length)
    expect(await detectInOnnx(model, withScoreThreshold(file, 1), picture)).toEqual([])
    expect(() => withScoreThreshold(new Uint8Array([8, 1, 255]), 0.1)).toThrow('not a detector')
    expect(() => withScoreThreshold(new Uint8Array(), 0.1)).toThrow('not a detector')
  })

  it('says what it takes and gives', () => {
    const model = testModel({ numClasses: 2 })
    const { graph, opsetImport, irVersion } = decodeOnnx(detectorOnnx(model, '0.1.0'))
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
