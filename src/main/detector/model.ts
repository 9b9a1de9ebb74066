import { createRandom } from '../../shared/random'
import { StudioError } from '../../shared/result'
import type { HeadOutput } from './heads/ssdHead'
import { type Architecture, parameterShapes, runNetwork } from './network/architecture'
import { createTensorOps } from './network/tensorOps'
import type { NamedTensor } from './safetensors'
import * as tf from './tf'
import { trunks } from './trunks/index'
import type { Trunk } from './trunks/types'

export type Freeze = 'none' | 'stem' | 'trunk'

/** Share of anchors that are taken to hold an object before anything is learnt (Lin et al. 2017, section 4.1). */
const PRIOR = 0.01

/** A network with its parameters as tensors. Whoever builds it disposes of it. */
export interface DetectorModel {
  readonly architecture: Architecture
  /** Every parameter by name, in the order of the graph. */
  readonly parameters: ReadonlyMap<string, tf.Tensor>
  /** Names of those that learn, in the same order. */
  readonly trainable: readonly string[]
  /** pictures [B, H, W, 3], normalised RGB -> logits [B, N, K], offsets [B, N, 4]; `values` replace the trainables. */
  forward(pictures: tf.Tensor4D, values?: readonly tf.Tensor[]): HeadOutput<tf.Tensor3D>
  /** Replaces one parameter; the old tensor is disposed of. */
  assign(name: string, values: Float32Array): void
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
  const resting = restingPrefixes(trunks[architecture.trunk], freeze)
  const rests = (name: string) => resting.some((prefix) => name.startsWith(prefix))
  const trainable = [...shapes.keys()].filter((name) => !rests(name))
  const place = new Map(trainable.map((name, i) => [name, i]))
  const parameters = new Map<string, tf.Tensor>()
  const toTensor = (name: string, values: Float32Array) =>
    tf.keep(tf.tensor(values.slice(), shapes.get(name) as number[]))
  for (const name of shapes.keys())
    parameters.set(name, toTensor(name, (weights.get(name) as NamedTensor).values))

  return {
    architecture,
    parameters,
    trainable,
    forward(pictures, values) {
      const find = (name: string) => {
        const at = values === undefined ? undefined : place.get(name)
        return (at === undefined ? parameters.get(name) : values?.[at]) as tf.Tensor
      }
      const ops = createTensorOps(find, (layer) => values !== undefined && !rests(`${layer}.`))
      return runNetwork<tf.Tensor>(ops, architecture, pictures) as HeadOutput<tf.Tensor3D>
    },
    assign(name, values) {
      const old = parameters.get(name)
      if (old === undefined || old.size !== values.length)
        throw new Error(`${name}: no such parameter or size`)
      parameters.set(name, toTensor(name, values))
      old.dispose()
    },
    dispose() {
      for (const tensor of parameters.values()) tensor.dispose()
      parameters.clear()
    },
  }
}

function restingPrefixes(trunk: Trunk, freeze: Freeze): readonly string[] {
  if (freeze === 'none') return []
  return freeze === 'stem' ? trunk.stemPrefixes : trunk.trunkPrefixes
}

/**
 * First values of every parameter: the trunk's, neck's and towers' from the trained file where it has them, the
 * rest from noise. Class biases start at -ln((1 - prior) / prior), so that the first loss is not drowned by background.
 */
export function initialWeights(
  architecture: Architecture,
  trained: ReadonlyMap<string, NamedTensor> | null,
  seed: number,
): Map<string, NamedTensor> {
  const random = createRandom(seed, 0x1417)
  const weights = new Map<string, NamedTensor>()
  for (const [name, shape] of parameterShapes(architecture)) {
    const size = shape.reduce((product, side) => product * side, 1)
    const source = trained === null ? undefined : findTrained(trained, name)
    if (source !== undefined && source.shape.join() === shape.join()) {
      weights.set(name, {
        shape,
        values: name === 'stem.kernel' ? swapRedAndBlue(source) : source.values.slice(),
      })
    } else if (name.endsWith('.bias')) {
      const bias = /^head\d\.class\.bias$/.test(name) ? -Math.log((1 - PRIOR) / PRIOR) : 0
      weights.set(name, { shape, values: new Float32Array(size).fill(bias) })
    } else {
      const deviation = noiseDeviation(name, shape)
      weights.set(name, {
        shape,
        values: Float32Array.from({ length: size }, () => deviation * random.normal()),
      })
    }
  }
  return weights
}

/** Prediction layers start small (0.01, Lin et al. 2017); others keep the variance of leaky ReLU (He et al. 2015). */
function noiseDeviation(name: string, shape: readonly number[]): number {
  if (/^head\d\.(class|box)\./.test(name)) return 0.01
  const [height, width, inChannels] = shape as [number, number, number]
  return Math.sqrt(2 / (height * width * inChannels))
}

/** The towers take over the COCO head's convolution of their level; levels above 5 take that of level 5. */
function findTrained(trained: ReadonlyMap<string, NamedTensor>, name: string): NamedTensor | undefined {
  const tower = /^head(\d)\.tower\.(kernel|bias)$/.exec(name)
  if (tower === null) return trained.get(name)
  return trained.get(`cocoHead${Math.min(5, Number(tower[1]))}.conv.${tower[2]}`)
}

/** The published network reads blue first, ours red: input channels 0 and 2 of [3, 3, 3, out] change places. */
function swapRedAndBlue({ shape, values }: NamedTensor): Float32Array {
  const outChannels = shape[3] as number
  const swapped = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const out = i % outChannels
    const channel = Math.floor(i / outChannels) % 3
    const tap = Math.floor(i / (3 * outChannels))
    swapped[(tap * 3 + (2 - channel)) * outChannels + out] = values[i]
  }
  return swapped
}
