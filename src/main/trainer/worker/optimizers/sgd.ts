import { attribute, runInPlace } from '../../../detector/convolution/native'
import * as tf from '../../../detector/tf'
import type { UpdateRule } from './types'

/**
 * Gradient descent with momentum and weight decay in the gradient, as torch.optim.SGD (no Nesterov, no dampening):
 *   g <- g + decay theta,  u <- momentum u + g,  theta <- theta - rate u
 * Polyak's momentum in the form of Sutskever et al. 2013 that multiplies the whole step by the current rate.
 */
export const sgd: UpdateRule = {
  name: 'sgd',
  moments: ['velocity'],
  moveBy({ rate, weightDecay }, settings) {
    const attributes = [
      attribute.float32(),
      attribute.bool('use_locking', false),
      attribute.bool('use_nesterov', false),
    ]
    const [decay, stepSize, momentum] = [weightDecay, rate, settings.momentum].map((x) => tf.scalar(x)) as [
      tf.Scalar,
      tf.Scalar,
      tf.Scalar,
    ]
    return (value, [velocity], gradient) => {
      const slope = weightDecay > 0 ? tf.add(gradient, tf.mul(value.read(), decay)) : gradient
      const inputs = [value.handle, (velocity as typeof value).handle, stepSize, slope, momentum]
      runInPlace('ResourceApplyMomentum', attributes, inputs)
    }
  },
}
