import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { iou } from '../../../shared/geometry/iou'
import type { ClassId } from '../../../shared/ids'

type Labelled = BoxXyxyPx & { classId: ClassId }

/** What a person does on a picture. */
export interface Deeds {
  /** The proposal is right as it is. */
  accept: number
  /** It is on an object, but of the wrong class or badly placed. */
  mend: number
  /** Nothing is there. */
  wrong: number
  /** Objects that nothing was proposed on. */
  draw: number
  objects: number
}

/** Well enough placed to be left as it is. */
const GOOD_IOU = 0.7
/** Near enough to be put right rather than drawn anew. */
const MENDABLE_IOU = 0.5

/** A person who knows the ground truth judges proposals, best first: each object is taken once. */
export function judgeLikeTruth(proposals: readonly Labelled[], truths: readonly Labelled[]): Deeds {
  const left = new Set(truths)
  const deeds: Deeds = { accept: 0, mend: 0, wrong: 0, draw: 0, objects: truths.length }
  for (const proposal of proposals) {
    let best: Labelled | null = null
    for (const truth of left) if (best === null || iou(proposal, truth) > iou(proposal, best)) best = truth
    const overlap = best === null ? 0 : iou(proposal, best)
    if (best === null || overlap < MENDABLE_IOU) {
      deeds.wrong++
      continue
    }
    left.delete(best)
    if (overlap >= GOOD_IOU && best.classId === proposal.classId) deeds.accept++
    else deeds.mend++
  }
  return { ...deeds, draw: left.size }
}
