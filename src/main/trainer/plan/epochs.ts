import type { TrainConfig } from '../../../shared/training/config/index'
import { presets } from './presets'
import type { Say } from './types'

/** More pictures than this make an epoch longer, and with it the run. */
const USUAL_IMAGES = 200
/** Share of the preset's time that the steps may take; the rest is for checking and saving. */
const STEP_SHARE = 0.9

/** Times that every picture is seen: as many steps as the preset aims at, where its time allows them. */
export function chooseEpochs(
  { numTrain, isTiled, stepsPerEpoch, secondsPerStep }: EpochFacts,
  config: TrainConfig,
  say: Say,
): number {
  if (config.schedule.epochs !== 'auto') return config.schedule.epochs
  const preset = presets[config.preset]
  const wanted = preset.steps * Math.max(1, Math.sqrt(numTrain / USUAL_IMAGES))
  const affordable = (preset.budgetSeconds * STEP_SHARE) / secondsPerStep
  const epochs = Math.max(1, Math.round(Math.min(wanted, affordable) / stepsPerEpoch))
  say(
    `Every ${isTiled ? 'tile with an object' : 'picture'} is seen ${config.sampling.kind === 'repeatFactor' ? 'at least ' : ''}${epochs} ${epochs === 1 ? 'time' : 'times'}, each time cropped and coloured anew.`,
    'schedule.epochs',
  )
  return epochs
}

export interface EpochFacts {
  /** Pictures to learn from. */
  numTrain: number
  isTiled: boolean
  stepsPerEpoch: number
  secondsPerStep: number
}
