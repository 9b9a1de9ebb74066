import { LossConfig, type LossConfigInput } from '../../shared/training/config/loss'
import { createLossSystem } from '../detector/losses/lossSystem'
import { multiboxLoss } from '../detector/losses/multibox'
import type { TargetBatch } from '../detector/matching/targets'
import { IGNORED } from '../detector/matching/types'
import * as tf from '../detector/tf'
import { float32 } from './compareLoss'
import { listField, numberField, numbersField, shapeOf } from './goldenFields'
import type { GoldenCase } from './readGolden'
import { float32Loss } from './tolerances'
import type { Comparison, GoldenCheck } from './types'

/** torchvision's SSD: softmax, the hardest negatives of each picture, smooth L1 of beta 1, over the batch's positives. */
export const ssdMultiboxCheck = multiboxCheck((golden) => ({
  classification: 'softmaxCrossEntropy',
  hardSamples: { kind: 'mining', negPosRatio: numberField(golden, 'negPosRatio'), minNegatives: 0 },
  box: 'smoothL1',
  smoothL1: { beta: 1 },
}))

/** torchvision's RetinaNet: sigmoid focal loss and L1, each picture over its own positives. */
export const retinaMultiboxCheck = multiboxCheck(() => ({
  classification: 'focal',
  focal: { alpha: 0.25, gamma: 2 },
  box: 'l1',
  normalizer: 'imagePositives',
}))

/** Both parts of the whole loss and their gradients by the outputs of the network. */
function multiboxCheck(settingsOf: (golden: GoldenCase) => LossConfigInput): GoldenCheck {
  return (golden) => {
    const config = LossConfig.parse({ ...settingsOf(golden), lambdaCls: 1, lambdaBox: 1 })
    const targets = targetsOf(golden)
    const columns = shapeOf(golden.logits)[2]
    const numClasses = config.classification === 'focal' ? columns : columns - 1
    const classes = Array.from({ length: numClasses }, (_, i) => `class ${i}`)
    const system = createLossSystem(config, classes, [])
    const scene = {
      match: () => targets,
      anchors: { boxesXyxyPx: new Float32Array(0), numAnchors: 0, anchorsPerCell: [], levels: [] },
      input: { width: 1, height: 1 },
      progress: 0,
    }
    const comparisons: Comparison[] = []
    const tolerance = float32Loss(10)
    tf.tidy(() => {
      const logits = float32(numbersField(golden, 'logits'), shapeOf(golden.logits)) as tf.Tensor3D
      const offsets = float32(numbersField(golden, 'offsets'), shapeOf(golden.offsets)) as tf.Tensor3D
      const { figures, finish } = multiboxLoss({ logits, offsets }, scene, system)
      const { loss } = finish(figures.dataSync())
      const gradients = tf.grads(
        (x, y) => multiboxLoss({ logits: x as tf.Tensor3D, offsets: y as tf.Tensor3D }, scene, system).total,
      )([logits, offsets])
      const [byLogits, byOffsets] = gradients.map((gradient) => Float32Array.from(gradient.dataSync()))
      comparisons.push(
        { what: 'classification', actual: [loss.classification], expected: golden.classification, tolerance },
        { what: 'box', actual: [loss.box], expected: golden.box, tolerance },
        { what: 'logitsGrad', actual: byLogits, expected: golden.logitsGrad, tolerance },
        { what: 'offsetsGrad', actual: byOffsets, expected: golden.offsetsGrad, tolerance },
      )
    })
    return comparisons
  }
}

/** The matches of a case as our targets. */
function targetsOf(golden: GoldenCase): TargetBatch {
  const anchors = numbersField(golden, 'anchors')
  const matches = listField(golden, 'matches') as number[][]
  const boxes = listField(golden, 'boxes') as number[][][]
  const labels = listField(golden, 'labels') as number[][]
  const numAnchors = anchors.length / 4
  const found = matches.flatMap((match, b) =>
    match.flatMap((box, anchor) => (box >= 0 ? [{ b, box, anchor, row: b * numAnchors + anchor }] : [])),
  )
  return {
    batchSize: matches.length,
    numAnchors,
    positives: Int32Array.from(found, ({ row }) => row),
    positiveClasses: Int32Array.from(found, ({ b, box }) => labels[b][box]),
    positiveBoxIndices: Int32Array.from(found, ({ box }) => box),
    positiveOccluded: new Uint8Array(found.length),
    positiveQualities: null,
    positiveAnchorsXyxyPx: Float32Array.from(
      found.flatMap(({ anchor }) => [...anchors.subarray(anchor * 4, anchor * 4 + 4)]),
    ),
    positiveBoxesXyxyPx: Float32Array.from(found.flatMap(({ b, box }) => boxes[b][box])),
    anchorWeights: Float32Array.from(matches.flat(), (match) => (match === IGNORED ? 0 : 1)),
    positivesPerImage: matches.map((match) => match.filter((box) => box >= 0).length),
  }
}
