import { percentText } from '../../../../shared/text/percent'
import type { Mend } from '../../../../shared/training/run'
import { type BoxSample, quantile, sideAtInput } from '../../plan/boxSample'
import { toGrid } from '../../plan/input'
import type { PlannedView } from '../../plan/types'
import { changeSettings } from '../mends'
import type { DataCheck, DataFacts } from './types'

/** Under this side, px of the input, there is next to nothing to see of an object. */
const TINY_PX = 8
const MAX_TINY_SHARE = 0.1
/** Tiles or a larger input pay where they show objects this much larger. */
const MIN_GAIN = 1.5
const LARGER_INPUT = 1.5

/** Objects that the chosen input shrinks to a few pixels. */
export const tinyObjects: DataCheck = (facts) => {
  const { sample, plan } = facts
  if (sample.boxes.length === 0) return null
  const tiny = sample.boxes.filter((box) => sideAtInput(box, plan.view) < TINY_PX).length
  const share = tiny / sample.boxes.length
  if (share <= MAX_TINY_SHARE) return null
  const { width, height } = plan.view
  return {
    severity: 'warns',
    code: 'tiny-objects',
    message: `${percentText(share)} of the boxes are under ${TINY_PX} px at the input of ${width} x ${height}; most of them will be missed.`,
    hint: 'Show pictures larger, cut them into tiles, or take them from nearer.',
    mend: mendOf(facts),
  }
}

function mendOf({ config, sample, plan }: DataFacts): Mend | null {
  if (plan.view.tileScale !== null) return null
  if (config.input.size !== 'auto') {
    return changeSettings('Choose the size of the input for me', { 'input.size': 'auto' })
  }
  if (medianScale(sample, plan.view) >= MIN_GAIN) {
    return changeSettings('Cut pictures into tiles', { 'input.tiles.kind': 'on' })
  }
  const size = toGrid(plan.config.input.size * LARGER_INPUT)
  return size <= plan.config.input.size
    ? null
    : changeSettings(`Enlarge the input to ${size} px`, { 'input.size': size })
}

/** Picture px that become one px of the input, for a box in the middle. */
function medianScale({ boxes }: BoxSample, { width, height }: PlannedView): number {
  const scales = boxes.map(({ pictureWidth, pictureHeight }) =>
    Math.sqrt((pictureWidth / width) * (pictureHeight / height)),
  )
  return quantile(scales, 0.5) ?? 1
}
