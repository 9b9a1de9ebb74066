import type { TrainConfig } from '../../../shared/training/config/index'
import { coverage } from '../../detector/anchors/coverage'
import { anchorShapes } from '../../detector/anchors/index'
import { kmeansShapes } from '../../detector/anchors/kmeans'
import { anchorGrid } from '../../detector/anchors/place'
import type { AnchorLevelSpec, AnchorSpec } from '../../detector/anchors/types'
import { type BoxSample, boxesAtInput, thinSample } from './boxSample'
import type { PlannedView, Say } from './types'

export const ANCHOR_SCALES = [2, 2.5, 3, 3.5, 4]
/** The tried scale: another must be clearly better. */
const USUAL_SCALE = 3
const USUAL_MARGIN = 0.01
/** IoU at which anchor scales are compared: stricter than matching, so that good fits tell. */
const FIT_IOU = 0.6
/** Most anchors sit on the level of stride 4: it gets no octave that covers less than this share of the boxes. */
const OCTAVE_GAIN = 0.01
const COVERED_IOU = 0.5
const KMEANS_SEED = 1
/** Shapes hardly change with more boxes than this, the time that finding them takes does. */
const MAX_CLUSTERED_BOXES = 500
/** k-means leaves out thinner boxes. */
const MIN_SHAPE_PX = 2

/** The anchors of each level, not placed yet, and the scale that they have by the `retina` rule. */
export interface ChosenAnchors {
  levels: AnchorLevelSpec[]
  scale: number
}

/** Anchors on the given strides: of the wished-for kind, at the scale that fits the labelled boxes best. */
export function chooseAnchors(
  sample: BoxSample,
  view: PlannedView,
  strides: readonly number[],
  config: TrainConfig,
  say: Say,
): ChosenAnchors {
  const { kind, octaves, ratios } = config.anchors
  const boxes = boxesAtInput(sample, view)
  // Where another rule is used the settings keep the usual scale, which then says nothing.
  const fixed = config.anchors.scale === 'auto' ? USUAL_SCALE : config.anchors.scale
  if (kind === 'ssd') {
    const spec: AnchorSpec = {
      kind,
      minScale: 0.1,
      maxScale: 0.9,
      ratios: [ratios.filter((ratio) => ratio > 1)],
    }
    return { levels: levelsOf(spec, view, strides), scale: fixed }
  }
  if (kind === 'kmeans' && hasShapes(boxes)) {
    const perLevel = strides.map((stride) => (stride === 4 ? 1 : octaves) * ratios.length)
    const some = boxesAtInput(thinSample(sample, MAX_CLUSTERED_BOXES), view)
    const shapes = kmeansShapes(hasShapes(some) ? some : boxes, perLevel, strides, KMEANS_SEED)
    say(
      `The ${perLevel.reduce((sum, count) => sum + count, 0)} anchors have the shapes of the labelled boxes.`,
      'anchors.kind',
    )
    return { levels: levelsOf({ kind, shapes }, view, strides), scale: fixed }
  }
  const retina = (scale: number) => ({ kind: 'retina' as const, scale, octaves, ratios })
  const scale =
    config.anchors.scale === 'auto'
      ? bestScale(boxes, (candidate) => levelsOf(retina(candidate), view, strides))
      : fixed
  if (config.anchors.scale === 'auto') {
    say(`Anchors start at ${scale} times the stride, which fits the labelled boxes best.`, 'anchors.scale')
  }
  return { levels: fewestOctaves(boxes, octaves, (n) => levelsOf(retina(scale), view, strides, n)), scale }
}

/** Whether some box is large enough to give anchors their shapes. */
function hasShapes(boxes: Float32Array): boolean {
  for (let i = 0; i < boxes.length; i += 4) {
    if (Math.min(boxes[i + 2] - boxes[i], boxes[i + 3] - boxes[i + 1]) >= MIN_SHAPE_PX) return true
  }
  return false
}

function bestScale(boxes: Float32Array, levelsAt: (scale: number) => AnchorLevelSpec[]): number {
  let best = { scale: USUAL_SCALE, covered: -1 }
  for (const scale of ANCHOR_SCALES) {
    const margin = scale === USUAL_SCALE ? USUAL_MARGIN : 0
    const covered = coverage({ levels: levelsAt(scale) }, boxes, FIT_IOU) + margin
    if (covered > best.covered) best = { scale, covered }
  }
  return best.scale
}

/** The fewest octaves on the level of stride 4 that cover the boxes about as well as all of them. */
function fewestOctaves(
  boxes: Float32Array,
  octaves: number,
  levelsAt: (fineOctaves: number) => AnchorLevelSpec[],
): AnchorLevelSpec[] {
  const all = levelsAt(octaves)
  if (all[0].stride !== 4) return all
  const wanted = coverage({ levels: all }, boxes, COVERED_IOU) - OCTAVE_GAIN
  for (let n = 1; n < octaves; n++) {
    const levels = levelsAt(n)
    if (coverage({ levels }, boxes, COVERED_IOU) >= wanted) return levels
  }
  return all
}

/** Shapes of a rule on the grids of the strides; the level of stride 4 keeps the first `fineOctaves` of RetinaNet's. */
function levelsOf(
  spec: AnchorSpec,
  view: PlannedView,
  strides: readonly number[],
  fineOctaves = Number.POSITIVE_INFINITY,
): AnchorLevelSpec[] {
  const shapes = anchorShapes(spec, view, strides)
  return strides.map((stride, k) => {
    const isCut = spec.kind === 'retina' && stride === 4 && fineOctaves < spec.octaves
    return {
      ...anchorGrid(view, stride),
      shapes: isCut ? shapes[k].slice(0, fineOctaves * spec.ratios.length) : shapes[k],
    }
  })
}
