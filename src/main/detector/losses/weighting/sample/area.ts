import type { SampleFactor } from './types'

/** 2 - w h, sides of the labelled box as shares of the input (Redmon and Farhadi 2018, YOLOv3's code): small boxes count more. */
export const area: SampleFactor = {
  name: 'area',
  isOn: (config) => config.area,
  factors: ({ targets: { positives, positiveBoxesXyxyPx: boxes }, input }) =>
    Float64Array.from(positives, (_, i) => {
      const width = (boxes[i * 4 + 2] - boxes[i * 4]) / input.width
      const height = (boxes[i * 4 + 3] - boxes[i * 4 + 1]) / input.height
      return 2 - width * height
    }),
}
