import { listText, showPictures } from '../mends'
import type { DataCheck } from './types'

/** Fewer boxes than this and a class is learnt by heart, not by its looks. */
const FEW_BOXES = 10

/** Classes that have too few boxes to learn from, or have them all in one picture. */
export const scarceClasses: DataCheck = ({ perClass, images }) => {
  const isLabelled = (c: number) => images.some(({ boxes }) => boxes.some((box) => box.classIndex === c))
  const scarce = perClass
    .map((figures, c) => ({ ...figures, c }))
    .filter(({ boxes, images: count, c }) => (boxes < FEW_BOXES || count < 2) && isLabelled(c))
  if (scarce.length === 0) return null
  const words = scarce.map(({ name, boxes, images: count }) =>
    boxes === 0
      ? `${name} (none to learn from)`
      : `${name} (${boxes} in ${count === 1 ? 'one picture' : `${count} pictures`})`,
  )
  const indices = new Set(scarce.map(({ c }) => c))
  return {
    severity: 'warns',
    code: 'scarce-class',
    message: `Too few boxes to learn what these classes look like: ${listText(words, 4)}.`,
    hint: 'Label more of them, in different pictures; a few dozen are a start. Or merge them into another class.',
    mend: showPictures(
      images.filter(({ boxes }) => boxes.some((box) => indices.has(box.classIndex))).map(({ id }) => id),
    ),
  }
}
