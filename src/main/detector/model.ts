import { StudioError } from '../../shared/result'
import type { HeadOutput } from './heads/ssdHead'
import { type Architecture, parameterShapes, runNetwork } from './network/architecture'
import { createTensorOps } from './network/tensorOps'
import type { NamedTensor } from './safetensors'
import * as tf from './tf'
import { trunks } from './trunks/index'
import type { Trunk } from './trunks/types'

export type Freeze = 'none' | 'stem' | 'trunk'

/** A network with its parameters as tensors. Whoever builds it disposes of it. */
export interface DetectorModel {
  readonly architecture: Architecture
  /** Every parameter by name, in the order of the graph. */
  readonly parameters: ReadonlyMap<string, tf.Tensor>
  /** Names of those that learn, in the same order. Another list after `refreeze`. */
  readonly trainable: readonly string[]
  /** Other parts rest from now on. Values stay; gradients and `values` follow the new list. */
  refreeze(freeze: Freeze): void
  /**
   * pictures [B, H, W, 3], normalised RGB, sides any multiples of 32 -> an answer for each anchor placed on that size.
   * `values` replace the trainables.
   */
  forward(pictures: tf.Tensor4D, values?: readonly tf.Tensor[]): HeadOutput<tf.Tensor3D>
  /** Replaces one parameter; the old tensor is disposed of. */
  assign(name: string, values: Float32Array): void
  /** The same with a tensor of the parameter's shape, which the model takes over. */
  replace(name: string, tensor: tf.Tensor): void
  dispose(): void
}

/** Builds a network. Throws `model-invalid` where a parameter is missing or of another shape. */
export function buildModel(
  architecture: Architecture,
  weights: ReadonlyMap<string, NamedTensor>,
  freeze: Freeze = 'none',
): DetectorModel {
  const shapes = parameterShapes(architecture)
  for (const [name, shape] of shapes) {
    const given = weights.get(name)
    if (given?.shape.join() !== shape.join()) {
      throw new StudioError('model-invalid', `The weights do not fit the network: ${name}.`)
    }
  }
  let learning = learningPart(architecture, shapes.keys(), freeze)
  const parameters = new Map<string, tf.Tensor>()
  const toTensor = (name: string, values: Float32Array) =>
    tf.keep(tf.tensor(values.slice(), shapes.get(name) as number[]))
  for (const name of shapes.keys())
    parameters.set(name, toTensor(name, (weights.get(name) as NamedTensor).values))

  const replace = (name: string, tensor: tf.Tensor) => {
    const old = parameters.get(name)
    if (old?.shape.join() !== tensor.shape.join()) throw new Error(`${name}: no such parameter or shape`)
    parameters.set(name, tf.keep(tensor))
    old.dispose()
  }
  return {
    architecture,
    parameters,
    get trainable() {
      return learning.trainable
    },
    refreeze(next) {
      learning = learningPart(architecture, shapes.keys(), next)
    },
    forward(pictures, values) {
      const { place, rests } = learning
      const find = (name: string) => {
        const at = values === undefined ? undefined : place.get(name)
        return (at === undefined ? parameters.get(name) : values?.[at]) as tf.Tensor
      }
      const ops = createTensorOps(find, (layer) => values !== undefined && !rests(`${layer}.`))
      return runNetwork<tf.Tensor>(ops, architecture, pictures) as HeadOutput<tf.Tensor3D>
    },
    assign: (name, values) => replace(name, toTensor(name, values)),
    replace,
    dispose() {
      for (const tensor of parameters.values()) tensor.dispose()
      parameters.clear()
    },
  }
}

/** Which parameters learn: their names in the order of the graph, the place of each, and a test for those that rest. */
function learningPart(architecture: Architecture, names: Iterable<string>, freeze: Freeze) {
  const resting = restingPrefixes(trunks[architecture.trunk], freeze)
  const rests = (name: string) => resting.some((prefix) => name.startsWith(prefix))
  const trainable = [...names].filter((name) => !rests(name))
  return { trainable, place: new Map(trainable.map((name, i) => [name, i])), rests }
}

function restingPrefixes(trunk: Trunk, freeze: Freeze): readonly string[] {
  if (freeze === 'none') return []
  return freeze === 'stem' ? trunk.stemPrefixes : trunk.trunkPrefixes
}
