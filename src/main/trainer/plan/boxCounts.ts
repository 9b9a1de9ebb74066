import type { PlanImage } from './types'

/** Labelled boxes of each class, those that are ignored left out: [numClasses]. */
export function boxCounts(images: readonly Pick<PlanImage, 'boxes'>[], numClasses: number): number[] {
  const counts = Array.from({ length: numClasses }, () => 0)
  for (const { boxes } of images) {
    for (const { classIndex, ignore } of boxes) if (!ignore && classIndex < numClasses) counts[classIndex]++
  }
  return counts
}
