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

/** The part that is named is the first of these that is not finite. */
const parts = ['box', 'quality', 'center', 'classification'] as const

/** Names the pictures of an update and its strangest box: where a person should look. */
export function describeBadBatch(batches: readonly Batch[], { loss }: Pick<StepOutcome, 'loss'>): string {
  const broken = batches.flatMap(brokenPictures)
  if (broken.length > 0) return `Not finite: ${broken.map((image) => image.file).join(', ')}.`
  const box = strangestBox(batches)
  const part = parts.find((name) => !Number.isFinite(loss[name])) ?? 'total'
  const names = batches.flatMap(({ images }) => images.map((image) => image.file)).join(', ')
  const where =
    box === null ? '' : ` Its thinnest box: ${box.corners.map((v) => v.toFixed(1)).join(' ')} in ${box.file}.`
  return `In the ${part} loss of the pictures ${names}.${where}`
}

function brokenPictures({ images, pictures }: Batch): Batch['images'] {
  const size = pictures.length / images.length
  return images.filter((_, i) => !pictures.subarray(i * size, (i + 1) * size).every(Number.isFinite))
}

/** The box with the shortest side; one that is no box at all comes before every other. */
function strangestBox(batches: readonly Batch[]): { file: string; corners: number[] } | null {
  const boxes = batches.flatMap(({ images, truths }) =>
    truths.flatMap(({ boxesXyxyPx }, i) =>
      Array.from({ length: boxesXyxyPx.length / 4 }, (_, k) => {
        const corners = [...boxesXyxyPx.subarray(k * 4, k * 4 + 4)] as [number, number, number, number]
        const side = Math.min(corners[2] - corners[0], corners[3] - corners[1])
        return { file: images[i]?.file ?? '', corners, side: Number.isNaN(side) ? -Infinity : side }
      }),
    ),
  )
  return boxes.sort((a, b) => a.side - b.side)[0] ?? null
}
