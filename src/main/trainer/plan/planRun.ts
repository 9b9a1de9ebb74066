import { groupedText } from '../../../shared/text/count'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { PlanChoice } from '../../../shared/training/run'
import { placeAnchors } from '../../detector/anchors/place'
import { type Architecture, networkLayers, pyramidGrid } from '../../detector/network/architecture'
import { architectureOf } from '../../detector/network/architectureOf'
import { trunks } from '../../detector/trunks/index'
import { deckLength } from '../worker/deck'
import { chooseAnchors } from './anchors'
import { sayAugment } from './augment'
import { chooseBatch } from './batch'
import { sampleBoxes } from './boxSample'
import { chooseClassWeights } from './classWeights'
import { chooseEpochs } from './epochs'
import { chooseInput, inputSizer } from './input'
import { chooseStrides } from './levels'
import { presets } from './presets'
import { chooseFreeze, chooseWarmup, sayCourse } from './schedule'
import { chooseTiles, countLooks } from './tiles'
import type { PlanImage, PlannedView, RunPlan, Say } from './types'

/** Seconds per megapixel of a batch where all but the stem learns, on two cores without a GPU; feeds estimates only. */
const SECONDS_PER_MEGAPIXEL = 0.6
/** Share of such a step that the backward pass of the trunk takes. */
const TRUNK_SHARE = 0.3
const EVALUATION_SHARE = 0.3

/** Resolves every automatic setting of a run. The same pictures and settings give the same plan everywhere. */
export function planRun(images: readonly PlanImage[], numClasses: number, config: TrainConfig): RunPlan {
  const train = images.filter((image) => image.split === 'train')
  const val = images.filter((image) => image.split === 'val')
  const choices: PlanChoice[] = []
  const say: Say = (text, path) => choices.push({ text, path })

  const sample = sampleBoxes(train)
  if (sample.boxes.length < sample.total) {
    choices.push({
      text: `Sizes are judged by ${groupedText(sample.boxes.length)} of the ${groupedText(sample.total)} boxes, evenly drawn.`,
      path: null,
    })
  }
  const sizer = inputSizer(train, config)
  const view = chooseView(sample, train, sizer, config, say)
  const strides = chooseStrides(sample, view, config, say)
  const { levels, scale } = chooseAnchors(sample, view, strides, config, say)
  const architecture = architectureOf(config, { width: view.width, height: view.height }, numClasses, levels)

  const batchSize = chooseBatch(view, config, say)
  const inputsPerStep = batchSize * config.schedule.accumulate
  const stepsPerEpoch = Math.max(1, Math.round(deckLength(train, config, view) / inputsPerStep))
  const secondsPerPicture =
    (SECONDS_PER_MEGAPIXEL *
      relativeCost(architecture) *
      (1 - TRUNK_SHARE * restingShare(config)) *
      view.width *
      view.height) /
    1e6
  const secondsPerStep = secondsPerPicture * inputsPerStep
  const epochs = chooseEpochs(
    { numTrain: train.length, isTiled: view.tileScale !== null, stepsPerEpoch, secondsPerStep },
    config,
    say,
  )
  const totalSteps = epochs * stepsPerEpoch
  const warmupSteps = chooseWarmup({ totalSteps, stepsPerEpoch }, config, say)
  const freeze = chooseFreeze(train.length, totalSteps, config)
  const isTrunkTrained = trunks[config.trunk].weightsFile !== null
  sayCourse(config, { totalSteps, freeze, isTrunkTrained }, say)
  const classWeights = chooseClassWeights(train, numClasses, config, say)
  sayAugment(config, say)

  const { overlap } = config.input.tiles
  const valInputs = val.reduce((sum, image) => sum + countLooks(image, view, overlap), 0)
  return {
    config: {
      ...config,
      network: {
        ...config.network,
        stride4: strides[0] === 4 ? 'on' : 'off',
        stride8: strides.includes(8) ? 'on' : 'off',
      },
      input: {
        ...config.input,
        size: Math.max(view.width, view.height),
        tiles: {
          ...config.input.tiles,
          kind: view.tileScale === null ? 'off' : 'on',
          scale: view.tileScale ?? 1,
        },
      },
      anchors: { ...config.anchors, scale },
      loss: { ...config.loss, classWeights },
      schedule: { ...config.schedule, epochs, batchSize, warmupSteps, freeze },
    },
    view,
    architecture,
    anchors: placeAnchors(levels),
    stepsPerEpoch,
    totalSteps,
    epochs,
    budgetSeconds:
      config.timeLimitSeconds ??
      (config.schedule.epochs === 'auto' ? presets[config.preset].budgetSeconds : null),
    estimatedSeconds: totalSteps * secondsPerStep + epochs * valInputs * EVALUATION_SHARE * secondsPerPicture,
    choices,
  }
}

/** Whole pictures at the smallest size that shows their objects, or tiles. */
function chooseView(
  sample: ReturnType<typeof sampleBoxes>,
  train: readonly PlanImage[],
  sizer: ReturnType<typeof inputSizer>,
  config: TrainConfig,
  say: Say,
): PlannedView {
  const forWhole: PlanChoice[] = []
  const whole = chooseInput(sample, sizer, config, (text, path) => forWhole.push({ text, path }))
  const view = chooseTiles(whole, sample, train, sizer, config, say)
  if (view === whole) for (const { text, path } of forWhole) say(text, path ?? '')
  return view
}

/** How much more work a network is than the one that was timed, whose pyramid begins at stride 8. */
function relativeCost(architecture: Architecture): number {
  const { input, levels } = architecture
  const timed = levels.filter(({ stride }) => stride > 8)
  const finest = { level: 3, stride: 8, ...pyramidGrid(input, 3), shapes: timed[0].shapes }
  return (
    networkLayers(architecture).floatOperations /
    networkLayers({ ...architecture, levels: [finest, ...timed] }).floatOperations
  )
}

/** Share of the steps in which the trunk does not learn. */
function restingShare({ schedule }: TrainConfig): number {
  if (schedule.freeze === 'trunk') return 1
  return 1 - (1 - schedule.thawFraction) / schedule.trunkEvery
}
