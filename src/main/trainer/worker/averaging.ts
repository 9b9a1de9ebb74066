/** A run of T updates is averaged over about its last tenth until the decay of the settings asks for less. */
const YOUTH = 9

/**
 * Share of the average that an update leaves as it is: the decay of the settings, and less at the start, so that the
 * first weights, which are noise, are soon forgotten (as TensorFlow's ExponentialMovingAverage with `num_updates`).
 */
export function averagingDecay(updates: number, decay: number): number {
  return Math.min(decay, updates / (updates + YOUTH))
}
