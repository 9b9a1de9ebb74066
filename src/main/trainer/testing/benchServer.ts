import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import { TRAINER_PROTOCOL_VERSION } from '../../../shared/training/protocol'
import { MAX_LOG_SIZE, VARIANCES } from '../../detector/coding/boxCoder'
import { ModelManifest } from '../../detector/modelFile'
import { readSafetensors } from '../../detector/safetensors'
import * as tf from '../../detector/tf'
import { onnxExporter } from '../../exporters/onnx/onnxExporter'
import { modelsFolder } from '../../fs/modelsFolder'
import { openDetectorThread } from '../../inference/detectorThread'
import { averagedWeights } from '../worker/checkpoint'
import { loadTensorFlow } from '../worker/loadTensorFlow'
import { type PreparedRun, prepareRun, toExportable } from '../worker/prepareRun'
import { restTrunk } from '../worker/restTrunk'
import { computeGradients } from '../worker/trainStep'
import { generatePictures } from './generatedPictures'

/**
 * Our side of bench/againstTorchvision.mjs. Reads commands from standard input, one a line, and answers each with one line
 * of JSON:
 *   default N | everything N   [milliseconds, of them getting data] of each of N training steps, with the default recipe
 *                              or with every layer learning; batch 8, 320 x 320, pictures varied as in training
 *   predict N                  milliseconds of N predictions of one picture of 320 x 320 by the exported model
 */

const SIDE = 320
const NUM_PICTURES = 64
const THREADS = 2
/** torchvision's own, so that both sides sort and suppress about as many boxes. */
const SCORE_THRESHOLD = 0.001

await loadTensorFlow()
const { images, decode } = generatePictures(NUM_PICTURES, 0)
const recipes = {
  default: await prepare({}),
  everything: await prepare({ schedule: { freeze: 'none' } }),
}
const step = { default: trainer(recipes.default), everything: trainer(recipes.everything) }
const predict = await predictor(recipes.default)
for await (const line of createInterface({ input: process.stdin })) {
  const [what, count] = line.split(' ') as ['default' | 'everything' | 'predict', string]
  const times: unknown[] = []
  for (let i = 0; i < Number(count); i++) times.push(await (what === 'predict' ? predict() : step[what]()))
  process.stdout.write(`${JSON.stringify(times)}\n`)
}
process.exit(0)

function prepare(config: TrainConfigInput): Promise<PreparedRun> {
  return prepareRun(
    {
      protocolVersion: TRAINER_PROTOCOL_VERSION,
      runId: 'run-0001',
      runFolder: tmpdir(),
      classes: ['disc', 'square', 'other'],
      config: TrainConfig.parse({ input: { size: SIDE, shape: 'square' }, ...config }),
      images,
      startFolder: null,
      resume: false,
    },
    {
      decode,
      loadTrained: async (file) => readSafetensors(readFileSync(join(modelsFolder(), file))).tensors,
    },
  )
}

/** The training loop's work on one batch after the other; the next one is made while nothing waits for it. */
function trainer(run: PreparedRun): () => Promise<[number, number]> {
  const { batches, plan, model, losses, anchors, optimizer, state } = run
  const make = () =>
    batches.make(Math.floor(state.step / state.stepsPerEpoch), state.step % state.stepsPerEpoch, 8)
  let next = make()
  return async () => {
    const begun = performance.now()
    const batch = await next
    const gotData = performance.now()
    const { step, totalSteps } = state
    const settings = { anchors, config: plan.config, losses, memory: state.lossMemory, step, totalSteps }
    const wakeTrunk = restTrunk(run)
    const { gradients, memory } = computeGradients(model, batch, settings)
    optimizer.step(gradients, plan.config.optimizer.learningRate)
    wakeTrunk()
    tf.dispose(gradients)
    state.lossMemory = memory
    state.step++
    next = make()
    return [performance.now() - begun, gotData - begun]
  }
}

async function predictor(run: PreparedRun): Promise<() => Promise<number>> {
  const { architecture } = run.state
  const { mean, std } = run.trunk.preprocessing
  const manifest = ModelManifest.parse({
    format: 'focal-studio-model',
    version: 1,
    architecture,
    classes: run.job.classes,
    preprocessing: { fit: 'stretch', channels: 'RGB', mean, std, depth: { kind: 'auto' } },
    coding: { weights: VARIANCES.map((variance) => 1 / variance), maxLogScale: MAX_LOG_SIZE },
    detection: { ...run.plan.config.detection, scoreThreshold: SCORE_THRESHOLD },
    training: {
      runId: 'run-0001',
      seed: 1,
      preset: 'balanced',
      epoch: 1,
      step: 0,
      valAP: null,
      valAP50: null,
    },
  })
  const { names } = onnxExporter
  const thread = await openDetectorThread({
    bytes: onnxExporter.write({ manifest, weights: averagedWeights(toExportable(run)) }),
    input: { name: names.input, width: SIDE, height: SIDE },
    outputs: names.outputs,
    threads: THREADS,
  })
  const pixels = await decode(images[0].file, SIDE, SIDE)
  return async () => {
    const begun = performance.now()
    await thread.detect(pixels.slice())
    return performance.now() - begun
  }
}
