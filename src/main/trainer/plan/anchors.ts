import type { TrainConfig } from '../../../shared/training/config/index'
import { coverage } from '../../detector/anchors/coverage'
import { anchorShapes } from '../../detector/anchors/index'
import { anchorGrid, placeAnchors } from '../../detector/anchors/place'
import type { AnchorLevelSpec, AnchorSet, AnchorSpec } from '../../detector/anchors/types'
import { type BoxSample, boxesAtInput } from './boxSample'
import type { PlannedView, Say } from './types'

const ANCHOR_SCALES = [2, 2.5, 3, 3.5, 4]
/** The tried scale: another must be clearly better. */
const USUAL_SCALE = 3
const USUAL_MARGIN = 0.01
/** IoU at which anchor scales are compared: stricter than matching, so that good fits tell. */
const FIT_IOU = 0.6
/** Most anchors sit on the level of stride 4: it gets no octave that covers less than this share of the boxes. */
const OCTAVE_GAIN = 0.01
const COVERED_IOU = 0.5

/** The anchors of a run, and the scale that they have by the `retina` rule. */
export interface ChosenAnchors {
  anchors: AnchorSet
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
    return { anchors: placed(spec, view, strides, 0), scale: scaleOr(config, USUAL_SCALE) }
  }
  const boxes = boxesAtInput(sample, view)
  const retina = (scale: number) => ({ kind: 'retina' as const, scale, octaves, ratios })
  const scale = scaleOr(config, () => bestScale(boxes, (s) => placed(retina(s), view, strides, octaves)))
  if (config.anchors.scale === 'auto') {
    say(`Anchors start at ${scale} times the stride, which fits the labelled boxes best.`, 'anchors.scale')
  }
  const fine = fewestOctaves(boxes, octaves, (n) => placed(retina(scale), view, strides, n))
  return { anchors: fine.anchors, scale }
}

function scaleOr({ anchors }: TrainConfig, otherwise: number | (() => number)): number {
  if (anchors.scale !== 'auto') return anchors.scale
  return typeof otherwise === 'number' ? otherwise : otherwise()
}

function ssdSpec(ratios: readonly number[]): AnchorSpec {
  return { kind: 'ssd', minScale: 0.1, maxScale: 0.9, ratios: [ratios.filter((ratio) => ratio > 1)] }
}

function bestScale(boxes: Float32Array, anchorsAt: (scale: number) => AnchorSet): number {
  let best = { scale: USUAL_SCALE, covered: -1 }
  for (const scale of ANCHOR_SCALES) {
    const covered = coverage(anchorsAt(scale), boxes, FIT_IOU) + (scale === USUAL_SCALE ? USUAL_MARGIN : 0)
    if (covered > best.covered) best = { scale, covered }
  }
  return best.scale
}

/** The fewest octaves on the level of stride 4 that cover the boxes about as well as all of them. */
function fewestOctaves(boxes: Float32Array, octaves: number, anchorsAt: (fineOctaves: number) => AnchorSet) {
  const all = anchorsAt(octaves)
  if (octaves === 1 || all.levels[0].stride !== 4) return { anchors: all }
  const wanted = coverage(all, boxes, COVERED_IOU) - OCTAVE_GAIN
  for (let n = 1; n < octaves; n++) {
    const anchors = anchorsAt(n)
    if (coverage(anchors, boxes, COVERED_IOU) >= wanted) return { anchors }
  }
  return { anchors: all }
}

/** Places the shapes of a rule; the level of stride 4 keeps the first `fineOctaves` octaves of RetinaNet's. */
function placed(
  spec: AnchorSpec,
  view: PlannedView,
  strides: readonly number[],
  fineOctaves: number,
): AnchorSet {
  const shapes = anchorShapes(spec, view, strides)
  return placeAnchors(
    strides.map((stride, k): AnchorLevelSpec => {
      const isCut = spec.kind === 'retina' && stride === 4
      return {
        ...anchorGrid(view, stride),
        shapes: isCut ? shapes[k].slice(0, fineOctaves * spec.ratios.length) : shapes[k],
      }
    }),
  )
}
