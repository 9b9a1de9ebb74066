import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import type { LossParts } from '../../../shared/training/metrics'
import type { LossMemory } from '../../detector/losses/types'
import * as tf from '../../detector/tf'
import { generatedJob, generatePictures } from '../testing/generatedPictures'
import { loadTensorFlow } from './loadTensorFlow'
import { prepareRun } from './prepareRun'
import { computeGradients, type StepOutcome } from './trainStep'

const STEPS = 6

beforeAll(async () => {
  await loadTensorFlow()
})

const taskAligned = { matcher: { kind: 'taskAligned' as const }, schedule: { warmupSteps: 2 } }
const settings: Record<string, TrainConfigInput> = {
  'mining with softmax': { loss: { classification: 'softmaxCrossEntropy', hardSamples: { kind: 'mining' } } },
  'mining with sigmoids': { loss: { hardSamples: { kind: 'mining' } } },
  emphasis: { loss: { hardSamples: { kind: 'emphasis' } } },
  forgive: { loss: { hardSamples: { kind: 'forgive', startFraction: 0.1 } } },
  'all sample weights': {
    loss: { sampleWeights: { area: true, quality: true, hardness: true, occluded: 0.5 } },
  },
  'diou penalty': { loss: { positionPenalty: { kind: 'diou' } } },
  'penalty-reduced background': { loss: { positionPenalty: { kind: 'penaltyReduced' } } },
  'centre loss': { loss: { lambdaCenter: 0.5, box: 'smoothL1' } },
  'centerness head': { loss: { quality: 'centerness' } },
  'iou head with softmax': { loss: { quality: 'iou', classification: 'softmaxFocal' } },
  kendall: { loss: { balancing: { kind: 'kendall' }, quality: 'iou' } },
  'scheduled gamma': { loss: { focusing: { kind: 'scheduled' } } },
  'learnt alpha and gamma': { loss: { classification: 'focal', focusing: { kind: 'learnable' } } },
  'alpha by class': { loss: { focal: { alphaByClass: { disc: 0.6 } } } },
  'class weights on columns': {
    loss: { classification: 'focal', classWeights: { kind: 'inverse', on: 'all' } },
  },
  'smoothed normaliser': { loss: { normalizerMomentum: 0.9 } },
  'a size range': { loss: { sizeRange: { minPx: 28 } } },
  atss: { matcher: { kind: 'atss' } },
  'task alignment': { ...taskAligned, loss: { normalizer: 'targetScores' } },
  'task alignment with softmax': { ...taskAligned, loss: { classification: 'dualFocal' } },
  'task alignment with QFL': { ...taskAligned, loss: { classification: 'qfl' } },
}

/** Some steps over one batch; what each of them said. */
async function steps(config: TrainConfigInput): Promise<StepOutcome[]> {
  const { images, decode } = generatePictures(4, 0)
  const job = generatedJob(images, '', config)
  const run = await prepareRun(job, { decode, loadTrained: async () => new Map() })
  const batch = await run.batches.make(0, 0, 4)
  const { anchors, losses, plan, model, optimizer } = run
  let memory: LossMemory = {}
  const outcomes: StepOutcome[] = []
  for (let step = 0; step < STEPS; step++) {
    const before = tf.memory().numTensors
    const at = { anchors, config: plan.config, losses, memory, step, totalSteps: 20 }
    const outcome = computeGradients(model, batch, at)
    expect(tf.memory().numTensors).toBe(before + outcome.gradients.length)
    expect(optimizer.step(outcome.gradients, 2e-3).applied).toBe(true)
    tf.dispose(outcome.gradients)
    memory = outcome.memory
    outcomes.push(outcome)
  }
  run.dispose()
  return outcomes
}

describe('steps are finite, leave only their gradients and go down', () => {
  it.each(Object.entries(settings))('%s', async (_name, config) => {
    const outcomes = await steps(config)
    const numbers = outcomes.flatMap(({ loss, gauges, memory }) => [
      ...Object.values(loss),
      ...Object.values(gauges),
      ...Object.values(memory).flat(),
    ])
    expect(numbers.every(Number.isFinite)).toBe(true)
    const sumOf = (loss: LossParts) => loss.classification + loss.box + loss.quality + loss.center
    const totals = outcomes.map(({ loss }) => sumOf(loss))
    expect(Math.min(...totals.slice(-2))).toBeLessThan(Math.max(...totals.slice(0, 4)))
    expect(outcomes[0]?.loss.quality === 0).toBe((config.loss?.quality ?? 'none') === 'none')
    expect(outcomes[0]?.loss.center === 0).toBe(config.loss?.lambdaCenter === undefined)
    // The memory of a run lives in JSON between two processes.
    const memory = outcomes.at(-1)?.memory
    expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
  })

  it('what moves is told in gauges', async () => {
    const last = async (name: string) =>
      (await steps(settings[name] as TrainConfigInput)).at(-1)?.gauges ?? {}
    expect(Object.keys(await last('kendall')).sort()).toEqual(['lambdaBox', 'lambdaCls', 'lambdaQuality'])
    expect((await last('scheduled gamma')).gamma).toBeCloseTo(1 - (0.5 * (STEPS - 1)) / 20, 9)
    const learnt = await last('learnt alpha and gamma')
    expect(learnt.gamma).toBeGreaterThan(1)
    expect(learnt.alpha).toBeGreaterThan(0)
  })

  it.each([
    ['the defaults', {}, 1],
    ['mining: the logits', settings['mining with sigmoids'], 2],
    ['task alignment: logits and offsets', { ...taskAligned, schedule: { warmupSteps: 0 } }, 3],
  ] as const)('%s: read beside the figures only what is needed, once', async (_name, config, reads) => {
    const { images, decode } = generatePictures(2, 0)
    const job = generatedJob(images, '', config as TrainConfigInput)
    const run = await prepareRun(job, { decode, loadTrained: async () => new Map() })
    const batch = await run.batches.make(0, 0, 2)
    const { anchors, losses, plan, model } = run
    const read = vi.spyOn(tf.Tensor.prototype, 'dataSync')
    const at = { anchors, config: plan.config, losses, memory: {}, step: 0, totalSteps: 20 }
    const { gradients } = computeGradients(model, batch, at)
    expect(read.mock.calls.length).toBe(reads)
    read.mockRestore()
    tf.dispose(gradients)
    run.dispose()
  })
})
