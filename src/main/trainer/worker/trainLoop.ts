import type { LossParts } from '../../../shared/training/metrics'
import * as tf from '../../detector/tf'
import { saveBest, saveCheckpoint } from './checkpoint'
import { endEpoch } from './endEpoch'
import type { Hooks, LoopEnd } from './hooks'
import { createLeakGuard } from './leakGuard'
import { halveBatch, isOutOfMemory } from './memoryGuard'
import { describeBadBatch, halveRate, isFiniteLoss } from './nanGuard'
import { createPace } from './pace'
import { type PreparedRun, toCheckpoint } from './prepareRun'
import { learningRateAt } from './schedule'
import { computeGradients, type StepOutcome } from './trainStep'

/** Saving takes a moment, so short epochs share a checkpoint. */
const CHECKPOINT_SECONDS = 30

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
  let savedAt = pace.seconds()
  let saving: Promise<void> = Promise.resolve()
  const save = async () => {
    await saving
    savedAt = pace.seconds()
    state.seconds = savedAt
    const checkpoint = toCheckpoint(run)
    // Written while training goes on; the next save, or the end, waits for it.
    saving = saveCheckpoint(run.job.runFolder, checkpoint).then(() =>
      hooks.onCheckpoint(checkpoint.state.step),
    )
    // Awaited later: a failure must not be reported as unhandled before that.
    saving.catch(() => {})
  }
  const closeEpoch = async () => {
    if (await endEpoch(run, pace, hooks)) await saveBest(run.job.runFolder, toCheckpoint(run))
  }
  const finish = async (end: LoopEnd) => {
    if (state.epochSums.steps > 0 && end !== 'paused') await closeEpoch()
    await save()
    await saving
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
    if (applied) {
      for (const { name, values } of optimizer.slots) model.assign(name, values)
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
      })
    }
    if (state.step < state.totalSteps) next = nextBatch(run)
    if (state.step % state.stepsPerEpoch === 0 || state.step === state.totalSteps) {
      await closeEpoch()
      if (pace.seconds() - savedAt > CHECKPOINT_SECONDS) await save()
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
  sums.total += loss.total
}
