import { backend, getBackend, type Tensor, type TensorInfo } from '../tf'

/** An attribute of a TensorFlow operation, as the Node binding takes it. */
interface Attribute {
  name: string
  type: number
  value: unknown
}

/** The part of tfjs-node's backend that runs any TensorFlow operation by its name. */
interface TensorFlowBackend {
  binding: Record<
    | 'TF_FLOAT'
    | 'TF_INT32'
    | 'TF_ATTR_TYPE'
    | 'TF_ATTR_INT'
    | 'TF_ATTR_STRING'
    | 'TF_ATTR_FLOAT'
    | 'TF_ATTR_BOOL'
    | 'TF_ATTR_SHAPE',
    number
  >
  executeSingleOutput(operation: string, attributes: Attribute[], inputs: TensorInfo[]): Tensor
  executeMultipleOutputs(
    operation: string,
    attributes: Attribute[],
    inputs: TensorInfo[],
    numOutputs: number,
  ): Tensor[]
}

/** True where TensorFlow itself carries the tensors, so that its operations can be called by name. */
export function isTensorFlow(): boolean {
  return getBackend() === 'tensorflow'
}

/** Builds attributes for TensorFlow's operations. */
export const attribute = {
  float32: (name = 'T') => ({ name, type: native().binding.TF_ATTR_TYPE, value: native().binding.TF_FLOAT }),
  int32: (name: string) => ({ name, type: native().binding.TF_ATTR_TYPE, value: native().binding.TF_INT32 }),
  int: (name: string, value: number | readonly number[]) => ({
    name,
    type: native().binding.TF_ATTR_INT,
    value,
  }),
  string: (name: string, value: string) => ({ name, type: native().binding.TF_ATTR_STRING, value }),
  float: (name: string, value: number) => ({ name, type: native().binding.TF_ATTR_FLOAT, value }),
  bool: (name: string, value: boolean) => ({ name, type: native().binding.TF_ATTR_BOOL, value }),
  shape: (name: string, value: readonly number[]) => ({
    name,
    type: native().binding.TF_ATTR_SHAPE,
    value: [...value],
  }),
}

/** Runs one TensorFlow operation. */
export function run<T extends Tensor>(operation: string, attributes: Attribute[], inputs: Tensor[]): T {
  return native().executeSingleOutput(operation, attributes, inputs) as T
}

/** Runs one TensorFlow operation that has no result, such as one that changes a variable. */
export function runInPlace(operation: string, attributes: Attribute[], inputs: Tensor[]): void {
  native().executeMultipleOutputs(operation, attributes, inputs, 0)
}

function native(): TensorFlowBackend {
  return backend() as unknown as TensorFlowBackend
}
