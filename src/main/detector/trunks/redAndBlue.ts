import type { NamedTensor } from '../safetensors'

/** The published network reads blue first, ours red: input channels 0 and 2 of a kernel [3, 3, 3, out] change places. */
export function swapRedAndBlue({ shape, values }: NamedTensor): Float32Array {
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
