import type { LossParts } from '../../../shared/training/metrics'
import type { LossMemory } from '../../detector/losses/types'
import { anchorsAt } from '../../detector/network/anchorsAt'
import * as tf from '../../detector/tf'
import { accumulate, type Update } from './accumulate'
import type { Batch } from './dataset'
import { isStalled } from './earlyStop'
import { endEpoch } from './endEpoch'
import { followHeldOut, isHeldOutDue } from './heldOutFocus'
import type { Hooks, LoopEnd } from './hooks'
import { createLastGood } from './lastGood'
import { createLeakGuard } from './leakGuard'
import { halveBatch, isOutOfMemory } from './memoryGuard'
import { describeBadBatch, halveRate } from './nanGuard'
import { createPace } from './pace'
import type { PreparedRun } from './prepareRun'
import { restTrunk } from './restTrunk'
import { createSaver } from './saver'
import { highestRate, learningRateAt } from './schedule'
import { thawWhenDue } from './thaw'
import { computeGradients, type StepOutcome } from './trainStep'

/**
 * Trains until the plan is done or someone wishes an end. Afterwards the newest state is saved. Linear on purpose:
 * take a batch, compute, guard, update, tell; at the end of an epoch evaluate and save.
 */
export async function trainLoop(run: PreparedRun, hooks: Hooks): Promise<LoopEnd> {
  const { state, optimizer, plan } = run
  const { config } = plan
  const schedule = { ...config.schedule, learningRate: highestRate(config) }
  const pace = createPace(state, plan, config.timeLimitSeconds)
  const leaks = createLeakGuard()
  const saver = createSaver(run, pace, hooks)
  const lastGood = createLastGood(run)
  let isBroken = false
  const closeEpoch = async () => {
    const isBest = await endEpoch(run, pace, hooks)
    if (!isBroken) lastGood.keep()
    // Without validation pictures the newest weights are the best, and those are in the checkpoint.
    if (isBest && run.val.images.length > 0) saver.keepBest()
  }
  const finish = async (end: LoopEnd) => {
    const goesOn = end === 'paused' || end === 'outgrown'
    if (state.epochSums.steps > 0 && !goesOn) await closeEpoch()
    await saver.saveAndWait()
    return end
  }

  let next = nextBatches(run)
  while (state.step < state.totalSteps) {
    const wish = hooks.wish()
    if (wish === 'pause') return finish('paused')
    if (wish === 'stop') return finish('stopped')
    if (hooks.hasOutgrown?.()) return finish('outgrown')
    if (pace.isOver()) return finish('time-limit')
    pace.keepBudget(state, hooks)
    const thawed = thawWhenDue(run)
    if (thawed !== null) {
      leaks.restart()
      if (!isBroken) lastGood.keep()
      hooks.onNote(thawed)
    }

    pace.startStep()
    const batches = await next
    pace.gotData(run.batches.takeWorkMs())
    const wakeTrunk = restTrunk(run)
    let update: Update
    try {
      update = accumulate(batches, createStepOf(run))
    } catch (cause) {
      if (!isOutOfMemory(cause)) throw cause
      wakeTrunk()
      hooks.onNote(halveBatch(state, cause))
      // A step that was cut off may have left tensors.
      leaks.restart()
      next = nextBatches(run)
      continue
    }
    const { outcome, broken } = update
    const learningRate =
      learningRateAt(state.step, { ...schedule, totalSteps: state.totalSteps }) / 2 ** state.rateHalvings
    const { gradientNorm, applied } =
      broken === null
        ? optimizer.step(outcome.gradients, learningRate)
        : { gradientNorm: Number.NaN, applied: false }
    wakeTrunk()
    tf.dispose(outcome.gradients)
    if (applied) {
      addLoss(state.epochSums, outcome.loss)
      state.lossMemory = outcome.memory
    } else {
      hooks.onNote(halveRate(state, describeBadBatch(broken === null ? batches : [broken], outcome)))
      // Twice in a row it is not the batch that is bad.
      if (isBroken) hooks.onNote(lastGood.goBack())
    }
    isBroken = !applied
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
        dataMs: pace.lastDataMs(),
        images: batches.reduce((sum, { images }) => sum + images.length, 0),
        gauges: outcome.gauges,
      })
    }
    if (state.step < state.totalSteps) next = nextBatches(run)
    if (applied && isHeldOutDue(run)) {
      state.lossMemory = await followHeldOut(run, batches[0] as Batch, learningRate)
    }
    if (state.step % state.stepsPerEpoch === 0 || state.step === state.totalSteps) {
      await closeEpoch()
      if (isStalled(state, config.schedule.earlyStop)) return finish('early-stop')
      await saver.saveIfDue()
    }
    // Messages, files and the decoding of the next pictures get their turn.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return finish('finished')
}

/** The micro-batches of the next update; cut differently they hold the same pictures in the same order. */
function nextBatches({ batches, state }: PreparedRun): Promise<Batch[]> {
  const epoch = Math.floor(state.step / state.stepsPerEpoch)
  const first = (state.step % state.stepsPerEpoch) * state.accumulate
  const moment = { step: state.step, totalSteps: state.totalSteps }
  const made = Promise.all(
    Array.from({ length: state.accumulate }, (_, i) =>
      batches.make(epoch, first + i, state.batchSize, moment),
    ),
  )
  // Awaited at the next step: a failure must not be reported as unhandled before that.
  made.catch(() => {})
  return made
}

/** Computes the micro-batches of the next update; what the losses remember of one, the one after it starts from. */
function createStepOf({ state, model, plan, losses }: PreparedRun): (batch: Batch) => StepOutcome {
  let memory: LossMemory = state.lossMemory
  return (batch) => {
    const { step, totalSteps } = state
    const anchors = anchorsAt(model.architecture, batch.input)
    const settings = { anchors, config: plan.config, losses, memory, step, totalSteps }
    const outcome = computeGradients(model, batch, settings)
    memory = outcome.memory
    return outcome
  }
}

function addLoss(sums: PreparedRun['state']['epochSums'], loss: LossParts): void {
  sums.steps++
  sums.classification += loss.classification
  sums.box += loss.box
  sums.quality += loss.quality
  sums.center += loss.center
  sums.total += loss.total
}
