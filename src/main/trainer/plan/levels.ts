import { percentText } from '../../../shared/text/percent'
import type { TrainConfig } from '../../../shared/training/config/index'
import { type BoxSample, quantile, sideAtInput } from './boxSample'
import type { PlannedView, Say } from './types'

const STRIDES = [8, 16, 32, 64]
/** Objects under this side, px of the input, are small for cells of 8 px. */
export const SMALL_BOX_PX = 16
/** Share of small boxes from which on a level of stride 4 pays. */
const SMALL_SHARE = 0.2
/**
 * Side, px of the input, from which on the level of stride 16 finds an object by itself: its smallest anchors are three
 * strides wide. Where only one box in a hundred is smaller, stride 8 has nothing to do.
 */
const STRIDE16_BOX_PX = 44
const STRIDE16_QUANTILE = 0.01
/** Side of the largest anchor without a level of stride 128, as the tried scale has it: times the last stride. */
const TOP_SCALE = 3
const VERY_LARGE = 1.4

/** Strides of the pyramid, finest first: 8 to 64, 4 for small objects, 128 for very large ones, no 8 without small ones. */
export function chooseStrides(sample: BoxSample, view: PlannedView, config: TrainConfig, say: Say): number[] {
  const sides = sample.boxes.map((box) => sideAtInput(box, view))
  const strides = [...STRIDES]
  const small = sides.length === 0 ? 0 : sides.filter((side) => side < SMALL_BOX_PX).length / sides.length
  if (config.network.stride4 === 'on' || (config.network.stride4 === 'auto' && small >= SMALL_SHARE)) {
    strides.unshift(4)
  }
  if (config.network.stride4 === 'auto' && small >= SMALL_SHARE) {
    say(
      `${percentText(small)} of the boxes are under ${SMALL_BOX_PX} px at the input: a level of stride 4 looks for them.`,
      'network.stride4',
    )
  }
  if (strides[0] === 8 && leavesOutStride8(sides, config)) {
    strides.shift()
    if (config.network.stride8 === 'auto') {
      say(
        `Objects are ${STRIDE16_BOX_PX} px and more at the input: the level of stride 8 is left out, which makes steps quicker.`,
        'network.stride8',
      )
    }
  }
  const { octaves } = config.anchors
  const top = 64 * TOP_SCALE * 2 ** ((octaves - 1) / octaves)
  if ((quantile(sides, 0.98) ?? 0) > VERY_LARGE * top) {
    strides.push(128)
    say('Very large objects: one more pyramid level looks for them.', 'input.size')
  }
  return strides
}

function leavesOutStride8(sides: readonly number[], { network }: TrainConfig): boolean {
  if (network.stride8 !== 'auto') return network.stride8 === 'off'
  return (quantile(sides, STRIDE16_QUANTILE) ?? 0) >= STRIDE16_BOX_PX
}
