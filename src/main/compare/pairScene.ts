import type { Split } from '../../shared/annotation/schema'
import type { ImageId, RunId } from '../../shared/ids'
import type { EvaluationInput } from '../detector/evaluate/types'
import { ignoredRegions, type SceneClass, type SplitScene, splitScene } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'

/** Two runs on the same pictures, ground truth and classes. */
export interface PairScene {
  images: SplitScene['images']
  /** Classes of A, then those that B or the ground truth adds. */
  classes: SceneClass[]
  /** By place in the inputs' truths; null: a region to look away from. */
  truthBoxes: SplitScene['truthBoxes']
  a: PairSide
  b: PairSide
}

interface PairSide {
  input: EvaluationInput
  /** Where the run's own classes stand in the common list. */
  places: readonly number[]
  detections: SplitScene['detections']
}

/** Brings two runs onto one list of classes: each run counts them in its own order. */
export function pairScene(
  project: RunProject,
  [a, b]: readonly [RunId, RunId],
  split: Split,
  only: ReadonlySet<ImageId>,
): PairScene {
  const [first, second] = [a, b].map((runId) => splitScene(project, runId, split, { only }))
  const classes: SceneClass[] = []
  const placeOf = (wanted: SceneClass): number => {
    const at = classes.findIndex(({ classId, name }) =>
      wanted.classId === null ? classId === null && name === wanted.name : classId === wanted.classId,
    )
    return at === -1 ? classes.push(wanted) - 1 : at
  }
  const [ofFirst, ofSecond] = [first, second].map((scene) => scene.classes.map(placeOf))
  const boxes = first.truthBoxes.flatMap((box, i) =>
    box === null ? [] : [{ box, truth: first.input.truths[i] }],
  )
  const regions = first.images.flatMap(({ marks }, image) => ignoredRegions(classes, image, marks))
  const truths = [
    ...boxes.map(({ truth }) => ({ ...truth, classIndex: ofFirst[truth.classIndex] })),
    ...regions,
  ]
  const side = (scene: SplitScene, places: readonly number[]): PairSide => ({
    input: {
      numImages: scene.images.length,
      numClasses: classes.length,
      truths,
      detections: scene.input.detections.map((found) => ({ ...found, classIndex: places[found.classIndex] })),
    },
    places,
    detections: scene.detections,
  })
  return {
    images: first.images,
    classes,
    truthBoxes: [...boxes.map(({ box }) => box), ...regions.map(() => null)],
    a: side(first, ofFirst),
    b: side(second, ofSecond),
  }
}
