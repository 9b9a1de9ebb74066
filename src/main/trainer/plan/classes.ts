import { StudioError } from '../../../shared/result'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { PlannedClass } from '../../../shared/training/run'
import { classWeights } from '../../detector/losses/weighting/classWeights'
import type { PlanImage } from './types'

/** Boxes and pictures of each class among those that training learns from, and its weight in the loss. */
export function plannedClasses(
  data: { classes: readonly string[]; images: readonly PlanImage[] },
  { loss }: TrainConfig,
): PlannedClass[] {
  const boxes = data.classes.map(() => 0)
  const images = data.classes.map(() => 0)
  for (const image of data.images) {
    if (image.split !== 'train') continue
    const seen = new Set<number>()
    for (const { classIndex, ignore } of image.boxes) {
      if (ignore) continue
      boxes[classIndex]++
      seen.add(classIndex)
    }
    for (const classIndex of seen) images[classIndex]++
  }
  const weights = weightsOf(loss.classWeights, data.classes, boxes)
  return data.classes.map((name, c) => ({ name, boxes: boxes[c], images: images[c], weight: weights[c] }))
}

/** Weights by hand that name no class of this project are a problem of their own; here they count as not given. */
function weightsOf(
  config: TrainConfig['loss']['classWeights'],
  names: readonly string[],
  counts: readonly number[],
): number[] {
  try {
    return classWeights(config, names, counts)
  } catch (cause) {
    if (!(cause instanceof StudioError)) throw cause
    return names.map((name) => config.manual[name] ?? 1)
  }
}
