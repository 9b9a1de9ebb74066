import type { Box } from '../../../shared/geometry/box'
import type { JobImage } from '../../../shared/training/protocol'
import { type Scene, seeInPart } from '../../detector/augment/scene'
import type { ImageTruth } from '../../detector/matching/targets'
import { type DeckEntry, shares } from './deck'

/** As much of a deck's entry as its truth needs. */
type Shown = Pick<DeckEntry<JobImage>, 'image' | 'minVisible'>

/** An object as a scene shows it, px of the input. */
export interface SeenObject {
  box: Box
  classIndex: number
  /** Too little of it is left, or a person said that it teaches nothing. */
  ignore: boolean
  occluded: boolean
}

/** The labelled objects that a scene shows. */
export function seeObjects(scene: Scene, entries: readonly Shown[]): SeenObject[] {
  return scene.parts.flatMap((part) => {
    const { image, minVisible } = entries[part.sample]
    return image.boxes.flatMap((box) => {
      const seen = seeInPart(part, shares(box, image), minVisible)
      if (seen === null) return []
      const ignore = box.ignore || seen.ignore
      return { box: seen.box, classIndex: box.classIndex, ignore, occluded: box.occluded === true }
    })
  })
}

/** Boxes, ignored regions and hard negatives of a scene, px of the input. */
export function seeTruth(scene: Scene, entries: readonly Shown[]): ImageTruth {
  const objects = seeObjects(scene, entries)
  const learnt = objects.filter(({ ignore }) => !ignore)
  const ignored = objects.filter(({ ignore }) => ignore).map(({ box }) => box)
  const hard: Box[] = []
  const hardWeights: number[] = []
  for (const part of scene.parts) {
    const { image, minVisible } = entries[part.sample]
    for (const mark of image.marks) {
      const seen = seeInPart(part, shares(mark, image), minVisible)
      if (seen === null) continue
      if (mark.kind === 'ignore') {
        ignored.push(seen.box)
        continue
      }
      hard.push(seen.box)
      hardWeights.push(mark.weight ?? 0)
    }
  }
  return {
    boxesXyxyPx: corners(learnt.map(({ box }) => box)),
    classes: Int32Array.from(learnt, ({ classIndex }) => classIndex),
    occluded: Uint8Array.from(learnt, ({ occluded }) => (occluded ? 1 : 0)),
    ignoreXyxyPx: corners(ignored),
    hardNegativesXyxyPx: corners(hard),
    hardNegativeWeights: Float32Array.from(hardWeights),
  }
}

function corners(boxes: readonly Box[]): Float32Array {
  return Float32Array.from(boxes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]))
}
