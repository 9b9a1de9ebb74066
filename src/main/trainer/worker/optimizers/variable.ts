import { attribute, run, runInPlace } from '../../../detector/convolution/native'
import * as tf from '../../../detector/tf'

/**
 * Numbers that TensorFlow's own update operations change in place, on the device they are on. tfjs's variables are
 * replaced by every assignment and know no such operations.
 */
export interface DeviceVariable {
  /** What TensorFlow's operations take for the variable itself. */
  readonly handle: tf.Tensor
  readonly shape: readonly number[]
  /** The numbers as they are now, without a copy: an update while this tensor lives makes the copy. */
  read(): tf.Tensor
  /** Takes over the numbers of a tensor, again without a copy. */
  assign(tensor: tf.Tensor): void
  dispose(): void
}

/** TensorFlow finds variables by name, over the whole process. */
let made = 0

/** Makes a variable that begins as `first`. */
export function createDeviceVariable(first: tf.Tensor): DeviceVariable {
  const float32 = attribute.float32('dtype')
  const handle = tf.keep(
    run(
      'VarHandleOp',
      [
        float32,
        attribute.shape('shape', first.shape),
        attribute.string('container', ''),
        attribute.string('shared_name', `focal-${made++}`),
      ],
      [],
    ),
  )
  const assign = (tensor: tf.Tensor) => runInPlace('AssignVariableOp', [float32], [handle, tensor])
  assign(first)
  return {
    handle,
    shape: first.shape,
    read: () => run('ReadVariableOp', [float32], [handle]),
    assign,
    dispose() {
      runInPlace('DestroyResourceOp', [attribute.bool('ignore_lookup_error', true)], [handle])
      handle.dispose()
    },
  }
}
