import type { TrainConfig } from '../../../shared/training/config/index'
import { looksAt } from '../../detector/tiles/lookAt'
import type { Size as PictureSize } from '../../detector/tiles/tileGrid'
import { type BoxSample, boxSide, quantile } from './boxSample'
import { INPUT_SIZES, type InputSizer, LOW_QUANTILE, lowSide, WANTED_BOX_PX } from './input'
import { presets } from './presets'
import { tilingOf } from './tiling'
import type { PlanImage, PlannedView, Say } from './types'

/** Tiles multiply the work: they come by themselves only where small objects grow by at least this factor. */
const MIN_GAIN = 1.75
/** A tile is no smaller than this (as a square), so that objects keep some of their surroundings. */
const MIN_TILE_INPUT = 448
/** Nearly all objects take up at most this share of a tile's side. */
const MAX_OBJECT_SHARE = 0.5
const HIGH_QUANTILE = 0.95
const MAX_SCALE = 8

/**
 * Whether pictures are learnt from in tiles, and at what scale. By itself (`auto`) where the largest input that the
 * preset can afford still leaves a quarter of the boxes under WANTED_BOX_PX and tiles would show them MIN_GAIN times as
 * large. A person who fixed the input has fixed the work: then `auto` is off. `whole` is the view without tiles.
 */
export function chooseTiles(
  whole: PlannedView,
  sample: BoxSample,
  train: readonly PlanImage[],
  sizer: InputSizer,
  config: TrainConfig,
  say: Say,
): PlannedView {
  const { tiles, size } = config.input
  if (tiles.kind === 'off' || (tiles.kind === 'auto' && size !== 'auto')) return whole
  const tileScale = tiles.scale === 'auto' ? scaleOf(sample) : tiles.scale
  const view = { ...(size === 'auto' ? tileInput(sample, tileScale, sizer, config) : whole), tileScale }
  if (tiles.kind === 'auto' && !isWorthIt(whole, view, sample, train)) return whole
  const perPicture = Math.round(mean(train.map((image) => countTiles(image, view, tiles.overlap))))
  say(
    `Pictures are cut into overlapping tiles of ${Math.round(view.width * tileScale)} x ${Math.round(view.height * tileScale)} px, about ${perPicture} a picture, because their objects are too small to be seen in the whole of it.`,
    'input.tiles.kind',
  )
  if (tiles.scale === 'auto') {
    say(
      tileScale === 1
        ? 'Tiles keep the pixels of the pictures as they are.'
        : `In a tile ${tileScale} px of the picture become one px of the input.`,
      'input.tiles.scale',
    )
  }
  return view
}

/** Tiles that cover a picture at an overlap (share of a tile); 1 where its whole is enough. */
export function countTiles(picture: PictureSize, view: PlannedView, overlap: number): number {
  return looksAt(picture, view, tilingOf(view, overlap)).filter(({ kind }) => kind === 'tile').length || 1
}

/** Inputs that a picture is looked at in when objects are searched: its tiles and, where there are several, the whole. */
export function countLooks(picture: PictureSize, view: PlannedView, overlap: number): number {
  return looksAt(picture, view, tilingOf(view, overlap)).length
}

/** Picture px per input px at which a quarter of the boxes are under WANTED_BOX_PX; pictures are never enlarged. */
function scaleOf({ boxes }: BoxSample): number {
  const low =
    quantile(
      boxes.map(({ box }) => boxSide(box)),
      LOW_QUANTILE,
    ) ?? WANTED_BOX_PX
  return Math.min(MAX_SCALE, Math.max(1, Math.round((low / WANTED_BOX_PX) * 100) / 100))
}

function tileInput({ boxes }: BoxSample, scale: number, sizer: InputSizer, { preset }: TrainConfig) {
  const high =
    quantile(
      boxes.map(({ box }) => boxSide(box)),
      HIGH_QUANTILE,
    ) ?? 0
  const sizes = INPUT_SIZES.filter((size) => size >= MIN_TILE_INPUT && size <= presets[preset].maxInput)
  const size =
    sizes.find((candidate) => high / scale <= MAX_OBJECT_SHARE * candidate) ?? sizes.at(-1) ?? MIN_TILE_INPUT
  return sizer.likeSquare(size)
}

function isWorthIt(
  whole: PlannedView,
  tiled: PlannedView,
  sample: BoxSample,
  train: readonly PlanImage[],
): boolean {
  const before = lowSide(sample, whole)
  if (before >= WANTED_BOX_PX || lowSide(sample, tiled) < MIN_GAIN * before) return false
  return train.some((image) => countTiles(image, tiled, 0) > 1)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length
}
