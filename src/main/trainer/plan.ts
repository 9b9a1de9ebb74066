import type { Split } from '../../shared/annotation/schema'
import type { TrainConfig } from '../../shared/training/config/index'
import { coverage } from '../detector/anchors/coverage'
import { createAnchors } from '../detector/anchors/index'
import type { AnchorSet, AnchorSpec } from '../detector/anchors/types'
import type { Architecture } from '../detector/network/architecture'
import { architectureOf } from '../detector/network/architectureOf'

/** What planning looks at: sizes and boxes, no pixels. */
export interface PlanImage {
  width: number
  height: number
  split: Split
  boxes: readonly { x1: number; y1: number; x2: number; y2: number; ignore: boolean }[]
  marks: readonly { kind: 'hard-negative' | 'ignore' }[]
}

/** A config with every `auto` resolved, the network that follows from it, and how long it may take. */
export interface RunPlan {
  config: TrainConfig
  architecture: Architecture
  anchors: AnchorSet
  stepsPerEpoch: number
  totalSteps: number
  epochs: number
  /** Seconds that training aims to stay within, null where the person fixed the epochs. */
  budgetSeconds: number | null
  estimatedSeconds: number
  /** The automatic choices, a sentence each. */
  choices: string[]
}

/** Aims of the presets: steps for 200 pictures of medium size, and seconds that they shall not exceed. */
const presets = {
  quick: { steps: 180, budgetSeconds: 105, maxInput: 640 },
  balanced: { steps: 460, budgetSeconds: 270, maxInput: 640 },
  thorough: { steps: 1600, budgetSeconds: 1500, maxInput: 800 },
} as const
/** More pictures than this make an epoch longer, and with it the run. */
const USUAL_IMAGES = 200
/** Seconds per megapixel of a batch, measured on two cores without a GPU; it only feeds the estimate. */
const SECONDS_PER_MEGAPIXEL = 0.45
const EVALUATION_SHARE = 0.3
const INPUT_SIZES = [320, 384, 448, 512, 576, 640, 704, 768] as const
/** A quarter of the boxes may be smaller than this, px of the input: below, features and anchors miss them. */
const WANTED_BOX_PX = 26
const LOW_QUANTILE = 0.25
const ANCHOR_SCALES = [2, 2.5, 3, 3.5, 4]
/** IoU at which anchor scales are compared: stricter than matching, so that good fits tell. */
const FIT_IOU = 0.6
const STRIDES = [8, 16, 32, 64]

/** Resolves every automatic setting of a run. The same pictures and settings give the same plan everywhere. */
export function planRun(images: readonly PlanImage[], numClasses: number, config: TrainConfig): RunPlan {
  const train = images.filter((image) => image.split === 'train')
  const choices: string[] = []
  const input = chooseInput(train, config, choices)
  const boxes = boxesInInput(train, input)
  const { spec, strides } = chooseAnchors(boxes, input, config, choices)
  const anchors = createAnchors(spec, input, strides)
  const batchSize = chooseBatch(input, config)
  const deck =
    train.length + train.filter((image) => image.marks.some((m) => m.kind === 'hard-negative')).length
  const stepsPerEpoch = Math.max(1, Math.round(deck / batchSize))
  const secondsPerStep = (SECONDS_PER_MEGAPIXEL * batchSize * input.width * input.height) / 1e6
  const preset = presets[config.preset]
  const isFree = config.schedule.epochs === 'auto'
  const epochs =
    config.schedule.epochs === 'auto'
      ? autoEpochs(train.length, stepsPerEpoch, secondsPerStep, preset, choices)
      : config.schedule.epochs
  const numVal = images.filter((image) => image.split === 'val').length
  const evaluation = (epochs * numVal * EVALUATION_SHARE * secondsPerStep) / batchSize
  return {
    config: {
      ...config,
      input: { ...config.input, size: Math.max(input.width, input.height) },
      anchors: { ...config.anchors, scale: spec.kind === 'retina' ? spec.scale : config.anchors.scale },
      schedule: { ...config.schedule, epochs, batchSize },
    },
    architecture: architectureOf(config, input, numClasses, anchors.levels),
    anchors,
    stepsPerEpoch,
    totalSteps: epochs * stepsPerEpoch,
    epochs,
    budgetSeconds: config.timeLimitSeconds ?? (isFree ? preset.budgetSeconds : null),
    estimatedSeconds: epochs * stepsPerEpoch * secondsPerStep + evaluation,
    choices,
  }
}

function chooseInput(train: readonly PlanImage[], config: TrainConfig, choices: string[]) {
  const shape = config.input.shape === 'square' ? 1 : pictureShape(train)
  const sized = (size: number) =>
    shape >= 1 ? { width: size, height: toGrid(size / shape) } : { width: toGrid(size * shape), height: size }
  if (config.input.size !== 'auto') return sized(config.input.size)
  // A wide picture gets a longer side, so that all shapes have about the same number of pixels.
  const stretch = Math.sqrt(Math.max(shape, 1 / shape))
  const low = lowQuantileSide(train)
  const { maxInput } = presets[config.preset]
  const sizes = INPUT_SIZES.filter((size) => size <= maxInput)
  const size =
    sizes.find((candidate) => low * candidate * stretch >= WANTED_BOX_PX) ?? sizes.at(-1) ?? INPUT_SIZES[0]
  const input = sized(toGrid(size * stretch))
  if (size > INPUT_SIZES[0]) {
    const px = Math.max(1, Math.round(low * Math.max(input.width, input.height)))
    choices.push(
      `Small objects: pictures are shown to the network at ${input.width} x ${input.height}, where a quarter of the boxes are up to ${px} px.`,
    )
  } else choices.push(`Pictures are shown to the network at ${input.width} x ${input.height}.`)
  return input
}

/** Width over height that the pictures have in the middle. */
function pictureShape(train: readonly PlanImage[]): number {
  const shape = median(train.map(({ width, height }) => width / height)) ?? 1
  return Math.min(2, Math.max(0.5, shape))
}

/** Side (root of the area) that a quarter of the boxes stay under, as a share of their picture's long side. */
function lowQuantileSide(train: readonly PlanImage[]): number {
  const sides = train.flatMap(({ boxes, width, height }) =>
    boxes.filter((box) => !box.ignore).map((box) => boxSide(box) / Math.max(width, height)),
  )
  return quantile(sides, LOW_QUANTILE) ?? 1
}

function boxSide({ x1, y1, x2, y2 }: PlanImage['boxes'][number]): number {
  return Math.sqrt(Math.max(0, x2 - x1) * Math.max(0, y2 - y1))
}

function boxesInInput(train: readonly PlanImage[], input: { width: number; height: number }): Float32Array {
  const corners = train.flatMap(({ boxes, width, height }) =>
    boxes
      .filter((box) => !box.ignore)
      .flatMap(({ x1, y1, x2, y2 }) => [
        (x1 / width) * input.width,
        (y1 / height) * input.height,
        (x2 / width) * input.width,
        (y2 / height) * input.height,
      ]),
  )
  return Float32Array.from(corners)
}

function chooseAnchors(
  boxes: Float32Array,
  input: { width: number; height: number },
  config: TrainConfig,
  choices: string[],
): { spec: AnchorSpec; strides: number[] } {
  const { kind, octaves, ratios } = config.anchors
  const largest = quantile(sidesOf(boxes), 0.98) ?? 0
  const top = 64 * 3 * 2 ** ((octaves - 1) / octaves)
  const strides = largest > 1.4 * top ? [...STRIDES, 128] : STRIDES
  if (strides.length > STRIDES.length)
    choices.push('Very large objects: one more pyramid level looks for them.')
  if (kind === 'ssd') {
    return {
      spec: { kind, minScale: 0.1, maxScale: 0.9, ratios: [ratios.filter((ratio) => ratio > 1)] },
      strides,
    }
  }
  const spec = (scale: number) => ({ kind, scale, octaves, ratios })
  if (config.anchors.scale !== 'auto') return { spec: spec(config.anchors.scale), strides }
  let best = { scale: 3, covered: -1 }
  for (const scale of ANCHOR_SCALES) {
    const covered = coverage(createAnchors(spec(scale), input, strides), boxes, FIT_IOU)
    // 3 is the tried one: another must be clearly better.
    const margin = scale === 3 ? 0.01 : 0
    if (covered + margin > best.covered) best = { scale, covered: covered + margin }
  }
  choices.push(`Anchors start at ${best.scale} times the stride, which fits the labelled boxes best.`)
  return { spec: spec(best.scale), strides }
}

function sidesOf(boxes: Float32Array): number[] {
  const sides: number[] = []
  for (let i = 0; i < boxes.length; i += 4) {
    sides.push(Math.sqrt(Math.max(0, boxes[i + 2] - boxes[i]) * Math.max(0, boxes[i + 3] - boxes[i + 1])))
  }
  return sides
}

/** Large inputs take a smaller batch, so that memory and the time of a step stay alike. */
function chooseBatch(input: { width: number; height: number }, config: TrainConfig): number {
  const megapixels = (input.width * input.height) / 1e6
  return megapixels > 0.25 ? Math.max(1, Math.ceil(config.schedule.batchSize / 2)) : config.schedule.batchSize
}

function autoEpochs(
  numTrain: number,
  stepsPerEpoch: number,
  secondsPerStep: number,
  preset: { steps: number; budgetSeconds: number },
  choices: string[],
): number {
  const wanted = preset.steps * Math.max(1, Math.sqrt(numTrain / USUAL_IMAGES))
  const affordable = (preset.budgetSeconds * 0.9) / secondsPerStep
  const epochs = Math.max(1, Math.round(Math.min(wanted, affordable) / stepsPerEpoch))
  choices.push(
    `Every picture is seen ${epochs} ${epochs === 1 ? 'time' : 'times'}, each time cropped and coloured anew.`,
  )
  return epochs
}

function toGrid(size: number): number {
  return Math.max(64, Math.round(size / 32) * 32)
}

function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null
}
