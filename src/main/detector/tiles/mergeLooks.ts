import { area, type Box, intersectionArea } from '../../../shared/geometry/box'
import type { Detections } from '../postprocess/detections'
import type { Look } from './lookAt'
import type { Size } from './tileGrid'

/** A side nearer to the border of its tile than this share of the tile counts as cut off by it. */
const BORDER_SHARE = 0.01
/** What makes a cut box give way must be believed at least so much, in shares of its score. */
const MIN_RIVAL_SCORE = 0.5

/** What one look found, px of the network's input. */
export interface Looked {
  look: Look
  found: Detections
}

interface Candidate {
  look: number
  box: Box
  score: number
  classIndex: number
  isCut: boolean
}

/**
 * Detections of all looks at a picture as those of one, px of the picture, by falling score. First a box that the inner
 * border of its tile cuts gives way to a larger one of its class from another look that holds `ios` of it or more and is
 * believed half as much at least; then greedy suppression by intersection over the smaller one (arXiv:2202.06934) among
 * boxes of one class from different looks. Within a look the network's own suppression has spoken: one look comes back as
 * it is.
 */
export function mergeLooks(looked: readonly Looked[], picture: Size, ios: number): Detections {
  const candidates = looked.flatMap((each, look) => candidatesOf(each, look, picture))
  const byClass = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    const others = byClass.get(candidate.classIndex)
    if (others === undefined) byClass.set(candidate.classIndex, [candidate])
    else others.push(candidate)
  }
  const kept = looked.length === 1 ? candidates : [...byClass.values()].flatMap((all) => suppress(all, ios))
  // Stable: equal scores keep the order of the looks.
  const order = kept.map((_, i) => i).sort((a, b) => kept[b].score - kept[a].score || a - b)
  return {
    boxesXyxyPx: Float32Array.from(order.flatMap((i) => cornersOf(kept[i].box))),
    scores: Float32Array.from(order, (i) => kept[i].score),
    classes: Int32Array.from(order, (i) => kept[i].classIndex),
  }
}

function candidatesOf({ look, found }: Looked, index: number, picture: Size): Candidate[] {
  const { window, resized } = look
  const scaleX = picture.width / resized.width
  const scaleY = picture.height / resized.height
  const borderX = (window.x2 - window.x1) * BORDER_SHARE
  const borderY = (window.y2 - window.y1) * BORDER_SHARE
  return Array.from(found.scores, (score, i) => {
    const [x1, y1, x2, y2] = found.boxesXyxyPx.subarray(i * 4, i * 4 + 4)
    const isCut =
      (window.x1 > 0 && x1 <= borderX) ||
      (window.y1 > 0 && y1 <= borderY) ||
      (window.x2 < resized.width && x2 >= window.x2 - window.x1 - borderX) ||
      (window.y2 < resized.height && y2 >= window.y2 - window.y1 - borderY)
    return {
      look: index,
      box: {
        x1: Math.min(picture.width, (x1 + window.x1) * scaleX),
        y1: Math.min(picture.height, (y1 + window.y1) * scaleY),
        x2: Math.min(picture.width, (x2 + window.x1) * scaleX),
        y2: Math.min(picture.height, (y2 + window.y1) * scaleY),
      },
      score,
      classIndex: found.classes[i],
      isCut,
    }
  })
}

function suppress(all: readonly Candidate[], ios: number): Candidate[] {
  const isSame = (a: Candidate, b: Candidate) => {
    if (a.look === b.look) return false
    const smaller = Math.min(area(a.box), area(b.box))
    return smaller > 0 && intersectionArea(a.box, b.box) >= ios * smaller
  }
  const whole = all.filter(
    (cut) =>
      !cut.isCut ||
      !all.some(
        (rival) =>
          area(rival.box) > area(cut.box) && rival.score >= MIN_RIVAL_SCORE * cut.score && isSame(cut, rival),
      ),
  )
  const kept: Candidate[] = []
  for (const candidate of whole.sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => isSame(other, candidate))) kept.push(candidate)
  }
  return kept
}

function cornersOf({ x1, y1, x2, y2 }: Box): [number, number, number, number] {
  return [x1, y1, x2, y2]
}
