import type { CocoFigures, EpochReport } from '../../../shared/training/metrics'
import * as tf from '../../detector/tf'
import { tilingOf } from '../plan/tiling'
import { countEvaluation } from './earlyStop'
import type { Hooks } from './hooks'
import type { Pace } from './pace'
import type { PreparedRun } from './prepareRun'
import { type Validation, validate } from './validate'

/** Evaluates the averaged weights, keeps count of the best and tells. Returns whether this epoch is the best so far. */
export async function endEpoch(run: PreparedRun, pace: Pace, hooks: Hooks): Promise<boolean> {
  const { state } = run
  const validation = run.val.images.length > 0 ? await validateAverages(run) : null
  const epoch = epochOf(state)
  const figures = validation?.figures ?? null
  const isBest = state.best === null || isBetter(figures, state.best.figures)
  if (isBest) state.best = { epoch, step: state.step, figures }
  countEvaluation(state, { AP: figures?.AP ?? null, epoch }, run.plan.config.schedule.earlyStop)
  const sums = state.epochSums
  const mean = (sum: number) => sum / Math.max(1, sums.steps)
  const stepSeconds = pace.usualStepMs() / 1000
  const report: EpochReport = {
    epoch,
    epochs: Math.ceil(state.totalSteps / state.stepsPerEpoch),
    step: state.step,
    loss: {
      classification: mean(sums.classification),
      box: mean(sums.box),
      quality: mean(sums.quality),
      center: mean(sums.center),
      total: mean(sums.total),
    },
    val: figures,
    perClass: validation?.perClass ?? [],
    isBest,
    seconds: pace.seconds(),
    imagesPerSecond: stepSeconds > 0 ? (state.batchSize * state.accumulate) / stepSeconds : 0,
    secondsLeft: (pace.seconds() / Math.max(1, state.step)) * Math.max(0, state.totalSteps - state.step),
    samples: validation?.samples ?? [],
  }
  state.epochSums = { steps: 0, classification: 0, box: 0, quality: 0, center: 0, total: 0 }
  await hooks.onEpoch(report)
  return isBest
}

/** The epoch that a run is in, or has just ended. */
export function epochOf({ step, stepsPerEpoch }: PreparedRun['state']): number {
  return Math.max(1, Math.ceil(step / stepsPerEpoch))
}

/** By AP; without validation pictures the newest is the best there is. */
function isBetter(figures: CocoFigures | null, best: CocoFigures | null): boolean {
  return figures === null || best === null || (figures.AP ?? 0) > (best.AP ?? 0)
}

/** Figures of the averaged weights, which the model is made of. */
export async function validateAverages({
  model,
  optimizer,
  anchors,
  trunk,
  plan,
  val,
  job,
}: PreparedRun): Promise<Validation> {
  const averages = optimizer.averages()
  try {
    const { detection, input } = plan.config
    const tiling = tilingOf(plan.view, input.tiles.overlap)
    const predictor = { model, anchors, trunk, detection, tiling }
    return await validate(val.images, val.cache, predictor, job.classes, averages)
  } finally {
    tf.dispose(averages)
  }
}
