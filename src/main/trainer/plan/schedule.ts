import { percentText } from '../../../shared/text/percent'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { Freeze } from '../../detector/model'
import { averagingDecay } from '../worker/averaging'
import type { PlannedConfig, Say } from './types'

/** Runs up to this many steps warm up as was measured; longer ones for longer. */
const SHORT_RUN_STEPS = 1000
/** From here on there is enough to teach the first layers, too. */
const MANY_PICTURES = 1000
const LONG_RUN_STEPS = 5000
const SHORT_WARMUP = { steps: 50, share: 0.2 }
const LONG_WARMUP = { steps: 100, epochs: 3, share: 0.1 }

export interface RunLength {
  totalSteps: number
  stepsPerEpoch: number
}

/** Steps over which the learning rate rises: 50 in a short run, up to a tenth of a long one. */
export function chooseWarmup(run: RunLength, { schedule }: TrainConfig, say: Say): number {
  if (schedule.warmupSteps !== 'auto') return schedule.warmupSteps
  const steps =
    run.totalSteps <= SHORT_RUN_STEPS
      ? Math.min(SHORT_WARMUP.steps, run.totalSteps * SHORT_WARMUP.share)
      : Math.min(
          Math.max(LONG_WARMUP.steps, LONG_WARMUP.epochs * run.stepsPerEpoch),
          run.totalSteps * LONG_WARMUP.share,
        )
  const whole = Math.floor(steps)
  say(`The learning rate rises over the first ${whole} of ${run.totalSteps} steps.`, 'schedule.warmupSteps')
  return whole
}

/**
 * What rests of a trained trunk: its first layers, whose edges and colours serve everywhere, cost a quarter of a step
 * and are not learnt better from few pictures.
 */
export function chooseFreeze(numTrain: number, totalSteps: number, { schedule }: TrainConfig): Freeze {
  if (schedule.freeze !== 'auto') return schedule.freeze
  return numTrain >= MANY_PICTURES && totalSteps >= LONG_RUN_STEPS ? 'none' : 'stem'
}

/** What becomes of the weights over a run, in words: what rests, what is averaged, when it ends. */
export function sayCourse(
  { schedule, pretrained, startFrom, optimizer }: TrainConfig,
  { totalSteps, freeze, isTrunkTrained }: { totalSteps: number; freeze: Freeze; isTrunkTrained: boolean },
  say: Say,
): void {
  const source = startFrom ?? (pretrained && isTrunkTrained ? 'COCO' : null)
  if (source !== null) sayFreeze({ ...schedule, freeze }, source, say)
  else say('The network starts from noise: everything has to be learnt.', 'pretrained')
  if (startFrom !== null && optimizer.onwardFactor < 1) {
    say(
      `A run that goes on learns at ${percentText(optimizer.onwardFactor)} of the learning rate, to keep what it knows.`,
      'optimizer.onwardFactor',
    )
  }
  say(
    optimizer.emaDecay > 0
      ? `The model that is kept is an average over about the last ${Math.round(1 / (1 - averagingDecay(totalSteps, optimizer.emaDecay)))} steps.`
      : 'The model that is kept is that of a single step, not an average.',
    'optimizer.emaDecay',
  )
  const { patience } = schedule.earlyStop
  say(
    patience > 0
      ? `Training stops early when validation AP has not risen for ${patience} ${patience === 1 ? 'check' : 'checks in a row'}.`
      : 'Training goes to the end of its plan; the best model on the way is kept.',
    'schedule.earlyStop.patience',
  )
}

function sayFreeze(
  {
    freeze,
    thawFraction,
    trunkEvery,
  }: Pick<PlannedConfig['schedule'], 'freeze' | 'thawFraction' | 'trunkEvery'>,
  source: string,
  say: Say,
): void {
  if (freeze === 'trunk') {
    say(`The trunk keeps what it learnt from ${source}; only neck and heads learn.`, 'schedule.freeze')
    return
  }
  if (thawFraction > 0) {
    say(
      `The trunk rests for the first ${percentText(thawFraction)} of the run, then learns too.`,
      'schedule.thawFraction',
    )
  }
  say(
    freeze === 'stem'
      ? `The first layers keep what they learnt from ${source}; the rest learns on from there.`
      : `Everything learns on from what it learnt from ${source}.`,
    'schedule.freeze',
  )
  if (trunkEvery > 1) {
    const every = trunkEvery === 2 ? 'every second step' : `one step in ${trunkEvery}`
    say(
      `The trunk learns in ${every}, which makes steps quicker; neck and heads learn in each.`,
      'schedule.trunkEvery',
    )
  }
}
