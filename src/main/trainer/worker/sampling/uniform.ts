import type { Sampling } from './types'

/** Every picture once an epoch. */
export const uniform: Sampling = {
  name: 'uniform',
  repeats: (pictures) => new Float64Array(pictures.length).fill(1),
}
