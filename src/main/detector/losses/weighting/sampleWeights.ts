import { sampleFactors } from './sample/index'
import { multiplyPositives, type Weighting } from './types'

const LOWEST = 0.1
const HIGHEST = 10

/**
 * Per-sample weights of the positives:
 *   w_i = product of the chosen factors, each cut to 0.1 .. 10;  w_i <- w_i P / sum of w
 * so that they shift weight between objects and leave the balance with the background as it is. They multiply every
 * part of the loss of an object's anchors; factors are constants to the gradient.
 */
export const sampleWeights: Weighting = {
  name: 'sampleWeights',
  isOn: ({ sampleWeights }) => sampleFactors.some((factor) => factor.isOn(sampleWeights)),
  apply(weights, scene) {
    const { positives } = scene.targets
    const product = new Float64Array(positives.length).fill(1)
    for (const factor of sampleFactors) {
      if (!factor.isOn(scene.config.sampleWeights)) continue
      const values = factor.factors(scene)
      for (let i = 0; i < product.length; i++) product[i] *= Math.min(Math.max(values[i], LOWEST), HIGHEST)
    }
    const sum = product.reduce((total, value) => total + value, 0)
    multiplyPositives(
      weights,
      scene.targets,
      product.map((value) => (value * positives.length) / sum),
    )
  },
}
