import type { SampleFactor } from './types'

/** IoU of the predicted box with the labelled one: anchors that fit well lead. */
export const quality: SampleFactor = {
  name: 'quality',
  isOn: (config) => config.quality,
  factors: ({ seen }) => seen.overlaps(),
}
