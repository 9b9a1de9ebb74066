import type { TrainConfig } from '../../../shared/training/config/index'

/** The learning rate over a run. */
export interface Schedule {
  /** Rate at its highest. */
  learningRate: number
  warmupSteps: number
  totalSteps: number
  /** cosine: down to finalFactor; constant: stays at its highest. */
  decay: 'cosine' | 'constant'
  /** Share of learningRate at the end of the cosine. */
  finalFactor: number
}

/** The highest learning rate of a run: less where it goes on from another one, whose knowledge a full rate would wash out. */
export function highestRate({ optimizer, startFrom }: Pick<TrainConfig, 'optimizer' | 'startFrom'>): number {
  return startFrom === null ? optimizer.learningRate : optimizer.learningRate * optimizer.onwardFactor
}

/** The warm-up never takes more of a run than this. */
const MAX_WARMUP_SHARE = 0.2

/** Steps of the warm-up in a run of that many. */
export function warmupOf({ warmupSteps, totalSteps }: Pick<Schedule, 'warmupSteps' | 'totalSteps'>): number {
  return Math.min(warmupSteps, Math.floor(totalSteps * MAX_WARMUP_SHARE))
}

/** Linear warm-up, then half a cosine down to finalFactor (Loshchilov and Hutter 2017, arXiv:1608.03983). step from 0. */
export function learningRateAt(
  step: number,
  { learningRate, totalSteps, decay, finalFactor, ...rest }: Schedule,
): number {
  const warmupSteps = warmupOf({ ...rest, totalSteps })
  if (step < warmupSteps) return (learningRate * (step + 1)) / (warmupSteps + 1)
  if (decay === 'constant') return learningRate
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps))
  return learningRate * (finalFactor + (1 - finalFactor) * 0.5 * (1 + Math.cos(Math.PI * progress)))
}
