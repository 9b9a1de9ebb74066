import { createEdit, type Edit } from '../../../shared/annotation/edit'
import type { BoxRecord, ImageRow } from '../../../shared/annotation/schema'
import { countText } from '../../../shared/text/count'
import { type CopyGround, copiesOn } from './copies'
import { isDoubled } from './duplicates'

/** A picture that boxes are to go to, with what it has. */
export interface Target {
  image: ImageRow
  boxes: readonly BoxRecord[]
}

export interface PropagationPlan {
  /** null: nothing would change. */
  edit: Edit | null
  numBoxes: number
  /** Pictures that get at least one box. */
  numPictures: number
  /** Boxes left out because the picture has one of that class in that place (IoU above 0.9). */
  numHad: number
  /** Boxes left out because they lie outside of a smaller picture, or their class is gone. */
  numOutside: number
  /** Pictures left out because they have labels already, or were said to be empty. */
  numLabelled: number
}

/** What copying boxes to other pictures would do, as one edit: it only adds, and says what it leaves out. */
export function planPropagation(
  boxes: readonly BoxRecord[],
  targets: readonly Target[],
  onlyUnlabelled: boolean,
  ground: CopyGround,
): PropagationPlan {
  const open = onlyUnlabelled ? targets.filter(({ image }) => image.state === 'unlabelled') : targets
  const parts = open.map((target) => {
    const fresh = boxes.filter(
      (box) => !target.boxes.some((other) => isDoubled({ ...box, imageId: target.image.id }, other)),
    )
    return { fresh: fresh.length, copies: copiesOn(fresh, target.image, ground) }
  })
  const added = parts.flatMap(({ copies }) => copies)
  const numFresh = parts.reduce((sum, { fresh }) => sum + fresh, 0)
  const numPictures = parts.filter(({ copies }) => copies.length > 0).length
  const label = `Propagate ${countText(boxes.length, 'box', 'boxes')} to ${countText(numPictures, 'picture')}`
  return {
    edit: added.length === 0 ? null : createEdit({ label, boxes: { added } }),
    numBoxes: added.length,
    numPictures,
    numHad: boxes.length * open.length - numFresh,
    numOutside: numFresh - added.length,
    numLabelled: targets.length - open.length,
  }
}
