import { InferenceSession, Tensor } from 'onnxruntime-node'

/** What a test feeds: values by input name with their shapes. */
export type Feeds = Record<string, { values: Uint8Array | Float32Array; shape: readonly number[] }>

/** Runs an .onnx file in ONNX Runtime; every output as numbers with its shape. */
export async function runOnnx(
  file: Uint8Array,
  feeds: Feeds,
): Promise<Record<string, { values: number[]; shape: readonly number[] }>> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1 })
  const tensors = Object.entries(feeds).map(([name, { values, shape }]) => {
    const tensor =
      values instanceof Uint8Array ? new Tensor('uint8', values, shape) : new Tensor('float32', values, shape)
    return [name, tensor] as const
  })
  try {
    const outputs = await session.run(Object.fromEntries(tensors))
    return Object.fromEntries(
      Object.entries(outputs).map(([name, output]) => [
        name,
        { values: Array.from(output.data as ArrayLike<number | bigint>, Number), shape: output.dims },
      ]),
    )
  } finally {
    await session.release()
  }
}
