import * as tf from '../../tf'

/**
 * Softmax focal loss (Lin et al. 2017, arXiv:1708.02002, Eq. 5, on a softmax):
 *   FL = -w_c (1 - p_c)^gamma log p_c,  p = softmax(z), c the labelled class
 * logits [N, C] with background as class 0; labels [N] int32 in 0 .. C - 1; classWeights [C]. Returns [N]; not reduced.
 *
 * log p_c = z_c - logsumexp z and u = 1 - p_c is the sum of the other probabilities, never a difference. The gradient
 *   dFL/dz_j = w_c u^gamma (gamma p_c log p_c r_j - d_j),  d_j = u where j = c, else -p_j,  r_j = d_j / u, at most 1,
 * stays finite at p_c = 1 for every gamma.
 */
export function softmaxFocal(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { gamma: number; classWeights?: tf.Tensor1D | null },
): tf.Tensor1D {
  const { gamma, classWeights = null } = options
  const [numSamples, numClasses] = logits.shape
  if (labels.shape[0] !== numSamples) {
    throw new RangeError(`${labels.shape[0]} labels for ${numSamples} rows of logits`)
  }
  const loss = tf.customGrad((x, save) => {
    const z = x as tf.Tensor2D
    const labelled = tf.oneHot(tf.cast(labels, 'int32'), numClasses, 1, 0, 'float32') // [N, C]
    const logProbabilities = tf.sub(z, tf.logSumExp(z, 1, true)) // [N, C]
    const logCorrect = tf.sum(tf.mul(labelled, logProbabilities), 1, true) // [N, 1]
    const others = tf.mul(tf.exp(logProbabilities), tf.sub(1, labelled)) // [N, C], 0 at c
    const wrong = tf.sum(others, 1, true) // [N, 1]
    const focused = gamma === 0 ? tf.onesLike(wrong) : tf.pow(wrong, gamma)
    const scale = classWeights === null ? focused : tf.mul(focused, weightOfLabel(labelled, classWeights)) // [N, 1]
    ;(save as tf.GradSaveFunc)([labelled, others, logCorrect, wrong, scale])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
      tf.tidy(() => tf.mul(tf.reshape(dy, [numSamples, 1]), softmaxFocalSlope(saved, gamma)))
    return { value: tf.reshape(tf.neg(tf.mul(scale, logCorrect)), [numSamples]), gradFunc }
  })
  return loss(logits) as tf.Tensor1D
}

/** w_c u^gamma (gamma p_c log p_c r_j - d_j), [N, C]. */
function softmaxFocalSlope(saved: tf.Tensor[], gamma: number): tf.Tensor {
  const [labelled, others, logCorrect, wrong, scale] = saved
  const distance = tf.sub(tf.mul(labelled, wrong), others) // d_j
  if (gamma === 0) return tf.neg(tf.mul(scale, distance))
  const pull = tf.mul(tf.mul(tf.exp(logCorrect), logCorrect), gamma) // [N, 1]
  return tf.mul(scale, tf.sub(tf.mul(pull, tf.divNoNan(distance, wrong)), distance))
}

/** Weight of each row's class, [N, 1]. */
export function weightOfLabel(labelled: tf.Tensor, classWeights: tf.Tensor1D): tf.Tensor {
  return tf.sum(tf.mul(labelled, classWeights), -1, true)
}
