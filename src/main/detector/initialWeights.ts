import { createRandom } from '../../shared/random'
import { type Architecture, numLogits, parameterShapes } from './network/architecture'
import type { NamedTensor } from './safetensors'
import { swapRedAndBlue } from './trunks/redAndBlue'

/** Share of anchors that are taken to hold an object before anything is learnt (Lin et al. 2017, section 4.1). */
const PRIOR = 0.01

export interface InitialWeightsOptions {
  /**
   * Hard negative mining picks the background that counts by itself: a softmax then starts with all classes alike, and
   * its first loss is 4 ln(K + 1) a positive (3 negatives each).
   */
  isMining?: boolean
}

/**
 * First values of every parameter: the trunk's, neck's and towers' from the trained file where it has them, the rest
 * from noise. Class biases start where the prior share of anchors holds an object, so that the first loss is not
 * drowned by background: sigmoid -ln((1 - prior) / prior); softmax 0 for classes, ln(K (1 - prior) / prior) for background.
 */
export function initialWeights(
  architecture: Architecture,
  trained: ReadonlyMap<string, NamedTensor> | null,
  seed: number,
  { isMining = false }: InitialWeightsOptions = {},
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
    } else if (/^head\d\.class\.bias$/.test(name)) {
      weights.set(name, { shape, values: classBiases(architecture, size, isMining) })
    } else if (name.endsWith('.bias')) {
      weights.set(name, { shape, values: new Float32Array(size) })
    } else if (/^output\d\.kernel$/.test(name)) {
      weights.set(name, { shape, values: identityKernel(shape) })
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

/** Biases [A * logits an anchor] of a level's class layer. */
function classBiases(architecture: Architecture, size: number, isMining: boolean): Float32Array {
  const odds = (1 - PRIOR) / PRIOR
  if (architecture.scoring === 'sigmoid') return new Float32Array(size).fill(-Math.log(odds))
  const biases = new Float32Array(size)
  const background = isMining ? 0 : Math.log(architecture.numClasses * odds)
  for (let i = 0; i < size; i += numLogits(architecture)) biases[i] = background
  return biases
}

/** A 3x3 kernel that hands its input on: the trained towers above it see the maps that they know. */
function identityKernel(shape: readonly number[]): Float32Array {
  const [size, , inChannels, outChannels] = shape as [number, number, number, number]
  const kernel = new Float32Array(size * size * inChannels * outChannels)
  const centre = Math.floor((size * size) / 2)
  for (let channel = 0; channel < inChannels; channel++) {
    kernel[(centre * inChannels + channel) * outChannels + channel] = 1
  }
  return kernel
}

/** Prediction layers start small (0.01, Lin et al. 2017); others keep the variance of leaky ReLU (He et al. 2015). */
function noiseDeviation(name: string, shape: readonly number[]): number {
  if (/^head\d\.(class|box|quality)\./.test(name)) return 0.01
  const [height, width, inChannels] = shape as [number, number, number]
  return Math.sqrt(2 / (height * width * inChannels))
}

/** The towers take over the COCO head's convolution of their level: level 2 that of level 3, levels above 5 that of 5. */
function findTrained(trained: ReadonlyMap<string, NamedTensor>, name: string): NamedTensor | undefined {
  const tower = /^head(\d)\.tower\.(kernel|bias)$/.exec(name)
  if (tower === null) return trained.get(name)
  const level = Math.min(5, Math.max(3, Number(tower[1])))
  return trained.get(`cocoHead${level}.conv.${tower[2]}`)
}
