import type { JobImage, TrainJob } from '../../../shared/training/protocol'
import type { Fold } from './foldPlan'

/** The job of one training of a k-fold run: what it holds out is not even in it. */
export function foldJob(job: TrainJob, { held, val }: Fold, runFolder: string): TrainJob {
  const isHeld = new Set<string>(held)
  const isVal = new Set<string>(val)
  const images = job.images
    .filter(({ id }) => !isHeld.has(id))
    .map((image): JobImage => ({ ...image, split: isVal.has(image.id) ? 'val' : 'train' }))
  return { ...job, runFolder, images }
}
