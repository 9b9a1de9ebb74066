import { StudioError } from '../../../shared/result'
import type { LossParts } from '../../../shared/training/metrics'
import type { RunState } from './checkpoint'
import type { Batch } from './dataset'
import type { StepOutcome } from './trainStep'

/** How often the rate may be halved before the run gives up. */
const MAX_HALVINGS = 3

export function isFiniteLoss({ classification, box, total }: LossParts): boolean {
  return Number.isFinite(classification) && Number.isFinite(box) && Number.isFinite(total)
}

/** Halves the rate after an update that had to be thrown away. Returns what to tell. Throws `training-diverged`. */
export function halveRate(state: RunState, where: string): string {
  if (state.rateHalvings >= MAX_HALVINGS) {
    throw new StudioError(
      'training-diverged',
      `The loss was not a finite number ${MAX_HALVINGS + 1} times. ${where}`,
      'Look at those pictures and boxes, or train with a lower learning rate.',
    )
  }
  state.rateHalvings++
  return `The loss was not a finite number; that update was dropped and the learning rate halved. ${where}`
}

/** Names the pictures of a batch and its strangest box: where a person should look. */
export function describeBadBatch({ images, pictures, truths }: Batch, { loss }: StepOutcome): string {
  const pictureSize = pictures.length / images.length
  const broken = images.filter(
    (_, i) => !pictures.subarray(i * pictureSize, (i + 1) * pictureSize).every(Number.isFinite),
  )
  if (broken.length > 0) return `Not finite: ${broken.map((image) => image.file).join(', ')}.`
  let thinnest: { file: string; box: number[]; side: number } | null = null
  for (const [i, { boxesXyxyPx }] of truths.entries()) {
    for (let k = 0; k < boxesXyxyPx.length; k += 4) {
      const box = [...boxesXyxyPx.subarray(k, k + 4)] as [number, number, number, number]
      const side = Math.min(box[2] - box[0], box[3] - box[1])
      if (thinnest === null || !(side >= thinnest.side)) thinnest = { file: images[i]?.file ?? '', box, side }
    }
  }
  const part = Number.isFinite(loss.box) ? 'classification' : 'box'
  const names = images.map((image) => image.file).join(', ')
  const box =
    thinnest === null
      ? ''
      : ` Its thinnest box: ${thinnest.box.map((v) => v.toFixed(1)).join(' ')} in ${thinnest.file}.`
  return `In the ${part} loss of the pictures ${names}.${box}`
}
