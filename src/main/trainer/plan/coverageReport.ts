import type { TrainConfig } from '../../../shared/training/config/index'
import type { AnchorCoverage, Mend, SettingChange } from '../../../shared/training/run'
import { bestAnchorIou } from '../../detector/anchors/best'
import { coverage } from '../../detector/anchors/coverage'
import type { AnchorSet } from '../../detector/anchors/types'
import { ANCHOR_SCALES, chooseAnchors } from './anchors'
import { type BoxSample, boxesAtInput, sideAtInput, thinSample } from './boxSample'
import { toGrid } from './input'
import { chooseStrides } from './levels'
import type { PlannedConfig, PlannedView } from './types'

const COVERED_IOU = 0.5
/** Lower ends of the sizes, px of the input. */
const SIZES_PX = [0, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]
/** From this share on all is well; a mend must gain so much. */
const GOOD_SHARE = 0.98
const MIN_GAIN = 0.02
/** Among mends about as good the first, cheapest one is offered. */
const ABOUT_AS_GOOD = 0.005
/** Fewer boxes and anchors made from them would fit these boxes alone. */
const MIN_KMEANS_BOXES = 100
/** Mends are compared on fewer boxes: there are many of them... */
const MAX_COMPARED_BOXES = 1000
/** ...and on fewer still where shapes are made anew. */
const MAX_CLUSTERED_BOXES = 120
const MAX_OCTAVES = 4
const LONG_RATIOS = [1 / 3, 0.5, 1, 2, 3]

/** What the anchors of a plan cover, by size, and the settings under which they would cover more. */
export function coverageReport(
  sample: BoxSample,
  view: PlannedView,
  anchors: AnchorSet,
  config: PlannedConfig,
): AnchorCoverage {
  const boxes = boxesAtInput(sample, view)
  const isCovered = sample.boxes.map((_, g) => bestAnchorIou(anchors, boxes, g) >= COVERED_IOU)
  const covered = isCovered.filter(Boolean).length
  const share = isCovered.length === 0 ? 1 : covered / isCovered.length
  return {
    share,
    bins: binsOf(
      sample.boxes.map((box) => sideAtInput(box, view)),
      isCovered,
    ),
    mend: share >= GOOD_SHARE ? null : bestMend(sample, view, config),
  }
}

/** Sizes from the smallest to the largest that occur. */
function binsOf(sides: readonly number[], isCovered: readonly boolean[]): AnchorCoverage['bins'] {
  const bins = SIZES_PX.map((fromPx, i) => ({
    fromPx,
    toPx: SIZES_PX[i + 1] ?? null,
    boxes: 0,
    covered: 0,
  }))
  for (const [g, side] of sides.entries()) {
    const bin = bins.findLast(({ fromPx }) => side >= fromPx)
    if (bin === undefined) continue
    bin.boxes++
    if (isCovered[g]) bin.covered++
  }
  const first = bins.findIndex(({ boxes }) => boxes > 0)
  return first < 0 ? [] : bins.slice(first, bins.findLastIndex(({ boxes }) => boxes > 0) + 1)
}

interface Candidate {
  label: string
  changes: SettingChange[]
  config: PlannedConfig
  view: PlannedView
}

function bestMend(sample: BoxSample, view: PlannedView, config: PlannedConfig): Mend | null {
  const few = thinSample(sample, MAX_COMPARED_BOXES)
  const share = shareUnder(few, { config, view })
  const fewer = thinSample(sample, MAX_CLUSTERED_BOXES)
  const tried = candidates(view, config, sample.total).map((candidate) => ({
    ...candidate,
    share: shareUnder(candidate.config.anchors.kind === 'kmeans' ? fewer : few, candidate),
  }))
  const best = Math.max(0, ...tried.map((candidate) => candidate.share))
  if (best < share + MIN_GAIN) return null
  const chosen = tried.find((candidate) => candidate.share >= best - ABOUT_AS_GOOD)
  return chosen === undefined ? null : { kind: 'settings', label: chosen.label, changes: chosen.changes }
}

function shareUnder(sample: BoxSample, { config, view }: Pick<Candidate, 'config' | 'view'>): number {
  const silent = () => {}
  const strides = chooseStrides(sample, view, config, silent)
  return coverage(
    chooseAnchors(sample, view, strides, config, silent),
    boxesAtInput(sample, view),
    COVERED_IOU,
  )
}

/** Settings worth trying, those that cost little time first. */
function candidates(view: PlannedView, config: PlannedConfig, numBoxes: number): Candidate[] {
  const found: Candidate[] = []
  const { kind, scale, octaves, ratios } = config.anchors
  const withAnchors = (label: string, change: Partial<TrainConfig['anchors']>) =>
    found.push({
      label,
      changes: Object.entries(change).map(([key, value]) => ({ path: `anchors.${key}`, value })),
      config: { ...config, anchors: { ...config.anchors, ...change } as PlannedConfig['anchors'] },
      view,
    })
  if (kind === 'retina') {
    for (const other of ANCHOR_SCALES) {
      if (other !== scale) withAnchors(`Start anchors at ${other} times the stride`, { scale: other })
    }
    if (ratios.length < LONG_RATIOS.length)
      withAnchors('Add longer and flatter anchors', { ratios: LONG_RATIOS })
    if (octaves < MAX_OCTAVES) withAnchors('Add one more anchor size a level', { octaves: octaves + 1 })
  } else withAnchors('Use RetinaNet’s anchors', { kind: 'retina' })
  if (kind !== 'kmeans' && numBoxes >= MIN_KMEANS_BOXES)
    withAnchors('Make anchors from the labelled boxes', { kind: 'kmeans' })
  if (config.network.stride4 === 'off') {
    found.push({
      label: 'Add a level of stride 4',
      changes: [{ path: 'network.stride4', value: 'on' }],
      config: { ...config, network: { ...config.network, stride4: 'on' } },
      view,
    })
  }
  for (const factor of view.tileScale === null ? [1.25, 1.5] : []) {
    const size = toGrid(config.input.size * factor)
    if (size <= config.input.size) continue
    const grown = size / config.input.size
    found.push({
      label: `Enlarge the input to ${size} px`,
      changes: [{ path: 'input.size', value: size }],
      config: { ...config, input: { ...config.input, size } },
      view: { ...view, width: toGrid(view.width * grown), height: toGrid(view.height * grown) },
    })
  }
  return found
}
