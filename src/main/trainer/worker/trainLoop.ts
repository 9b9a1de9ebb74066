import type { LossParts } from '../../../shared/training/metrics'
import * as tf from '../../detector/tf'
import { endEpoch } from './endEpoch'
import type { Hooks, LoopEnd } from './hooks'
import { createLeakGuard } from './leakGuard'
import { halveBatch, isOutOfMemory } from './memoryGuard'
import { describeBadBatch, halveRate, isFiniteLoss } from './nanGuard'
import { createPace } from './pace'
import type { PreparedRun } from './prepareRun'
import { createSaver } from './saver'
import { learningRateAt } from './schedule'
import { computeGradients, type StepOutcome } from './trainStep'

/**
 * Trains until the plan is done or someone wishes an end. Afterwards the newest state is saved. Linear on purpose:
 * take a batch, compute, guard, update, tell; at the end of an epoch evaluate and save.
 */
export async function trainLoop(run: PreparedRun, hooks: Hooks): Promise<LoopEnd> {
  const { state, model, optimizer, plan } = run
  const { config } = plan
  const schedule = { ...config.optimizer, ...config.schedule }
  const pace = createPace(state, plan.budgetSeconds, config.timeLimitSeconds)
  const leaks = createLeakGuard()
  const saver = createSaver(run, pace, hooks)
  const closeEpoch = async () => {
    const isBest = await endEpoch(run, pace, hooks)
    // Without validation pictures the newest weights are the best, and those are in the checkpoint.
    if (isBest && run.val.images.length > 0) saver.keepBest()
  }
  const finish = async (end: LoopEnd) => {
    if (state.epochSums.steps > 0 && end !== 'paused') await closeEpoch()
    await saver.saveAndWait()
    return end
  }

  let next = nextBatch(run)
  while (state.step < state.totalSteps) {
    const wish = hooks.wish()
    if (wish === 'pause') return finish('paused')
    if (wish === 'stop') return finish('stopped')
    if (pace.isOver()) return finish('time-limit')
    pace.keepBudget(state, hooks)

    pace.startStep()
    const batch = await next
    let outcome: StepOutcome
    try {
      outcome = computeGradients(model, batch, run.anchors, config, run.classWeights)
    } catch (cause) {
      if (!isOutOfMemory(cause)) throw cause
      hooks.onNote(halveBatch(state, cause))
      next = nextBatch(run)
      continue
    }
    const learningRate =
      learningRateAt(state.step, { ...schedule, totalSteps: state.totalSteps }) / 2 ** state.rateHalvings
    const { gradientNorm, applied } = isFiniteLoss(outcome.loss)
      ? optimizer.step(outcome.gradients, learningRate)
      : { gradientNorm: Number.NaN, applied: false }
    tf.dispose(outcome.gradients)
    if (applied) {
      addLoss(state.epochSums, outcome.loss)
    } else {
      hooks.onNote(halveRate(state, describeBadBatch(batch, outcome)))
    }
    state.step++
    pace.endStep()
    leaks.check(tf.memory().numTensors)
    if (applied) {
      hooks.onStep({
        step: state.step,
        steps: state.totalSteps,
        epoch: Math.ceil(state.step / state.stepsPerEpoch),
        loss: outcome.loss,
        positives: outcome.positives,
        learningRate,
        gradientNorm,
        stepMs: pace.lastStepMs(),
        gauges: {},
      })
    }
    if (state.step < state.totalSteps) next = nextBatch(run)
    if (state.step % state.stepsPerEpoch === 0 || state.step === state.totalSteps) {
      await closeEpoch()
      await saver.saveIfDue()
    }
    // Messages, files and the decoding of the next pictures get their turn.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return finish('finished')
}

function nextBatch({ batches, state }: PreparedRun) {
  const epoch = Math.floor(state.step / state.stepsPerEpoch)
  const batch = batches.make(epoch, state.step % state.stepsPerEpoch, state.batchSize)
  // Awaited at the next step: a failure must not be reported as unhandled before that.
  batch.catch(() => {})
  return batch
}

function addLoss(sums: PreparedRun['state']['epochSums'], loss: LossParts): void {
  sums.steps++
  sums.classification += loss.classification
  sums.box += loss.box
  sums.quality += loss.quality
  sums.center += loss.center
  sums.total += loss.total
}
