import { multiboxLoss } from '../../detector/losses/multibox'
import { matchers } from '../../detector/matching/index'
import { assignTargets } from '../../detector/matching/targets'
import { runNetwork } from '../../detector/network/architecture'
import { LEAKY_SLOPE, type NetworkOps } from '../../detector/network/ops'
import * as tf from '../../detector/tf'
import type { Batch } from '../worker/dataset'
import type { PreparedRun } from '../worker/prepareRun'

/** The network in tfjs's own operations with tfjs's own gradients and Adam: what a step is measured against. */
export function createStockStep(run: PreparedRun): { step(batch: Batch): void; dispose(): void } {
  const { model, plan, anchors, losses } = run
  const { config } = plan
  const learns = new Set(model.trainable)
  const parameters = new Map<string, tf.Tensor>()
  for (const [name, tensor] of model.parameters) {
    parameters.set(name, learns.has(name) ? tf.variable(tensor) : tensor)
  }
  const variables = model.trainable.map((name) => parameters.get(name) as tf.Variable)
  const optimizer = tf.train.adam(config.optimizer.learningRate)
  const { width, height } = model.architecture.input
  return {
    step(batch) {
      const targets = assignTargets(anchors, batch.truths, matchers[config.matcher.kind], {
        ...config.matcher,
        hardNegativeWeight: config.loss.hardNegativeWeight,
      })
      tf.tidy(() => {
        const pictures = tf.tensor4d(batch.pictures, [batch.truths.length, height, width, 3])
        const loss = () => {
          const output = runNetwork<tf.Tensor>(stockOps(parameters), model.architecture, pictures)
          const scene = { match: () => targets, anchors, input: model.architecture.input, progress: 0 }
          return multiboxLoss(output as never, scene, losses).total
        }
        const { value, grads } = tf.variableGrads(loss, variables)
        optimizer.applyGradients(grads as unknown as Parameters<typeof optimizer.applyGradients>[0])
        value.dataSync()
      })
    },
    dispose() {
      optimizer.dispose()
      tf.dispose(variables)
    },
  }
}

function stockOps(parameters: ReadonlyMap<string, tf.Tensor>): NetworkOps<tf.Tensor> {
  const find = <T>(name: string) => parameters.get(name) as T
  const padded = (x: tf.Tensor, padding: number, value = 0) => {
    const around: [number, number] = [padding, padding]
    return (padding === 0 ? x : tf.pad(x, [[0, 0], around, around, [0, 0]], value)) as tf.Tensor4D
  }
  return {
    convolution(input, { name, padding, stride, activation }) {
      const kernel = find<tf.Tensor4D>(`${name}.kernel`)
      const shifted = tf.add(
        tf.conv2d(padded(input, padding), kernel, stride, 'valid'),
        find<tf.Tensor1D>(`${name}.bias`),
      )
      return activation === 'linear' ? shifted : tf.leakyRelu(shifted, LEAKY_SLOPE)
    },
    maxPool: (input) => tf.maxPool(padded(input, 1, -3e38), 3, 2, 'valid'),
    concatenate: (inputs) => tf.concat([...inputs], 3),
    add: (left, right) => tf.add(left, right),
    resize(input, factor) {
      const [, height, width] = input.shape as [number, number, number, number]
      return tf.image.resizeBilinear(input as tf.Tensor4D, [height * factor, width * factor])
    },
    flatten: (maps, width) =>
      tf.concat(
        maps.map((map) => tf.reshape(map, [map.shape[0] as number, -1, width])),
        1,
      ),
  }
}
