import type { Focusing } from './types'

/** gamma in a straight line from `focal.gamma` at the start of the run to `focusing.endGamma` at its end; alpha stays. */
export const scheduled: Focusing = {
  name: 'scheduled',
  focus({ focal: { alpha, gamma }, focusing: { endGamma } }, _memory, progress) {
    const share = Math.min(Math.max(progress, 0), 1)
    return { alpha, gamma: gamma + (endGamma - gamma) * share }
  },
  signal: () => null,
  learn: (_slopes, _config, memory) => memory,
}
