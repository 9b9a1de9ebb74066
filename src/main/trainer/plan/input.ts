import type { TrainConfig } from '../../../shared/training/config/index'
import { type BoxSample, quantile, sideAtInput } from './boxSample'
import { presets } from './presets'
import type { PlanImage, PlannedView, Say } from './types'

export const INPUT_SIZES = [224, 320, 384, 448, 512, 576, 640, 704, 768] as const
/** A quarter of the boxes may be smaller than this, px of the input: below, features and anchors miss them. */
export const WANTED_BOX_PX = 26
export const LOW_QUANTILE = 0.25
/** Below USUAL_SIZE: so large must they be still, or details that tell classes apart are lost. */
const WANTED_AT_SMALL_INPUT_PX = 52
const USUAL_SIZE = 320
/** No input is larger, however long the pictures are. */
const MAX_SIDE = 1280

/** An input of the pictures' shape for a side that a square one would have. */
export interface InputSizer {
  sized(longSide: number): { width: number; height: number }
  /** Same number of pixels as a square of this side: a wide picture gets a longer side. */
  likeSquare(side: number): { width: number; height: number }
}

export function inputSizer(train: readonly PlanImage[], config: TrainConfig): InputSizer {
  const shape = config.input.shape === 'square' ? 1 : pictureShape(train)
  const sized = (size: number) =>
    shape >= 1 ? { width: size, height: toGrid(size / shape) } : { width: toGrid(size * shape), height: size }
  const stretch = Math.sqrt(Math.max(shape, 1 / shape))
  return { sized, likeSquare: (side) => sized(toGrid(side * stretch)) }
}

/**
 * Size of the input for whole pictures: the smallest at which a quarter of the boxes at most are under WANTED_BOX_PX, as
 * far as the preset's time goes. Under the usual size only where they are large all the same: then more steps fit in.
 */
export function chooseInput(
  sample: BoxSample,
  sizer: InputSizer,
  config: TrainConfig,
  say: Say,
): PlannedView {
  if (config.input.size !== 'auto') return { ...sizer.sized(config.input.size), tileScale: null }
  const smallest = sample.boxes.length > 0 ? 0 : USUAL_SIZE
  const { maxInput } = presets[config.preset]
  const views = INPUT_SIZES.filter((size) => size >= smallest && size <= maxInput).map((size) => ({
    size,
    ...sizer.likeSquare(size),
    tileScale: null,
  }))
  const wanted = (size: number) => (size < USUAL_SIZE ? WANTED_AT_SMALL_INPUT_PX : WANTED_BOX_PX)
  const { size, ...chosen } =
    views.find((view) => lowSide(sample, view) >= wanted(view.size)) ?? views.at(-1) ?? views[0]
  const { width, height } = chosen
  say(
    size <= USUAL_SIZE
      ? `Pictures are shown to the network at ${width} x ${height}${size < USUAL_SIZE ? ', because their objects are large' : ''}.`
      : `Small objects: pictures are shown to the network at ${width} x ${height}, where a quarter of the boxes are up to ${Math.max(1, Math.round(lowSide(sample, chosen)))} px.`,
    'input.size',
  )
  return chosen
}

/** Side (root of the area) that a quarter of the boxes stay under, px of the input; endless where there are none. */
export function lowSide({ boxes }: BoxSample, view: PlannedView): number {
  const sides = boxes.map((box) => sideAtInput(box, view))
  return quantile(sides, LOW_QUANTILE) ?? Number.POSITIVE_INFINITY
}

/** Nearest side that every level divides. */
export function toGrid(size: number): number {
  return Math.min(MAX_SIDE, Math.max(64, Math.round(size / 32) * 32))
}

/** Width over height that the pictures have in the middle. */
function pictureShape(train: readonly PlanImage[]): number {
  const shape =
    quantile(
      train.map(({ width, height }) => width / height),
      0.5,
    ) ?? 1
  return Math.min(2, Math.max(0.5, shape))
}
