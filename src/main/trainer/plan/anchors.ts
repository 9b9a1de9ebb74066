import type { TrainConfig } from '../../../shared/training/config/index'
import { coverage } from '../../detector/anchors/coverage'
import { anchorShapes } from '../../detector/anchors/index'
import { anchorGrid } from '../../detector/anchors/place'
import type { AnchorLevelSpec, AnchorSpec } from '../../detector/anchors/types'
import { type BoxSample, boxesAtInput } from './boxSample'
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
  if (kind === 'ssd') {
    // The usual scale goes into the settings as the value that the rule of RetinaNet would have.
    const spec = ssdSpec(ratios)
    return { levels: levelsOf(spec, view, strides, 0), scale: scaleOr(config, USUAL_SCALE) }
  }
  const boxes = boxesAtInput(sample, view)
  const retina = (scale: number) => ({ kind: 'retina' as const, scale, octaves, ratios })
  const scale = scaleOr(config, () => bestScale(boxes, (s) => levelsOf(retina(s), view, strides, octaves)))
  if (config.anchors.scale === 'auto') {
    say(`Anchors start at ${scale} times the stride, which fits the labelled boxes best.`, 'anchors.scale')
  }
  return { levels: fewestOctaves(boxes, octaves, (n) => levelsOf(retina(scale), view, strides, n)), scale }
}

function scaleOr({ anchors }: TrainConfig, otherwise: number | (() => number)): number {
  if (anchors.scale !== 'auto') return anchors.scale
  return typeof otherwise === 'number' ? otherwise : otherwise()
}

function ssdSpec(ratios: readonly number[]): AnchorSpec {
  return { kind: 'ssd', minScale: 0.1, maxScale: 0.9, ratios: [ratios.filter((ratio) => ratio > 1)] }
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
  fineOctaves: number,
): AnchorLevelSpec[] {
  const shapes = anchorShapes(spec, view, strides)
  return strides.map((stride, k) => {
    const isCut = spec.kind === 'retina' && stride === 4
    return {
      ...anchorGrid(view, stride),
      shapes: isCut ? shapes[k].slice(0, fineOctaves * spec.ratios.length) : shapes[k],
    }
  })
}
