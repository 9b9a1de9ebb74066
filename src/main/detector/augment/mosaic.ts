import type { Box } from '../../../shared/geometry/box'
import type { Random } from '../../../shared/random'
import { drawView } from './drawView'
import { fromFrame, type SceneAugmentation, type SceneContext, type ScenePart } from './scene'
import { readingOrder } from './types'

/** In the last part of a run pictures are shown as they will be met. */
const LAST_PROGRESS = 0.85
/** Where the four pictures meet, share of the input's sides: U(0.5 S, 1.5 S) of a canvas of 2 S, as YOLOv4 deals them. */
const CENTRE: [number, number] = [0.25, 0.75]
/** Size of the pictures over the size that they have by themselves: half where the whole canvas is seen. */
const SCALE: [number, number] = [0.5, 1]
const CORNERS = [
  { isRight: false, isLow: false },
  { isRight: true, isLow: false },
  { isRight: false, isLow: true },
  { isRight: true, isLow: true },
] as const

/**
 * Four pictures in one, meeting at a drawn point (Bochkovskiy et al. 2020, arXiv:2004.10934): more objects a step, at
 * smaller sizes, in other surroundings. Each picture lies with one corner at the point; what does not fit into its quarter
 * is cut off, what it does not fill has the mean colour. Over before the run ends, see LAST_PROGRESS.
 */
export const mosaic: SceneAugmentation = {
  name: 'mosaic',
  apply(scene, context, probability, random) {
    if (context.progress >= LAST_PROGRESS || !random.chance(probability)) return scene
    const { width, height } = context.input
    const x = Math.round(random.uniform(...CENTRE) * width)
    const y = Math.round(random.uniform(...CENTRE) * height)
    const scale = random.uniform(...SCALE)
    // The sample whose turn it is takes any of the quarters.
    const own = { sample: scene.parts[0]?.sample ?? 0, quarter: random.int(CORNERS.length) }
    const parts = CORNERS.map(({ isRight, isLow }, i) => {
      const area = {
        x: isRight ? x : 0,
        y: isLow ? y : 0,
        width: isRight ? width - x : x,
        height: isLow ? height - y : y,
      }
      const sample = i === own.quarter ? own.sample : drawPartner(context, random)
      return quarterOf(sample, area, { isRight, isLow, scale }, context, random)
    })
    return { parts }
  },
}

function drawPartner({ samples, partners }: SceneContext, random: Random): number {
  return partners === undefined ? random.int(samples.length) : partners[random.int(partners.length)]
}

function quarterOf(
  sample: number,
  area: Pick<ScenePart, 'x' | 'y' | 'width' | 'height'>,
  { isRight, isLow, scale }: { isRight: boolean; isLow: boolean; scale: number },
  { samples, settings, input }: SceneContext,
  random: Random,
): ScenePart {
  // Cutting and scaling is what the quarter does itself.
  const view = drawView({ ...settings, crop: 0, zoomOut: 0 }, [], random)
  const { isTurned, isBackX, isBackY } = readingOrder(view)
  const wide = area.width / (input.width * scale)
  const high = area.height / (input.height * scale)
  // What the quarter shows along the picture's own axes, and which edge of it lies at the meeting point.
  const alongX = isTurned ? area.height / (input.width * scale) : wide
  const alongY = isTurned ? area.width / (input.height * scale) : high
  const startsX = (isTurned ? isLow : isRight) !== isBackX
  const startsY = (isTurned ? isRight : isLow) !== isBackY
  const x = startsX ? alongX / 2 : 1 - alongX / 2
  const y = startsY ? alongY / 2 : 1 - alongY / 2
  const window: Box = { x1: x - wide / 2, y1: y - high / 2, x2: x + wide / 2, y2: y + high / 2 }
  const { frame } = samples[sample]
  return { ...area, sample, view: { ...view, window: fromFrame(window, frame) }, featherPx: 0 }
}
