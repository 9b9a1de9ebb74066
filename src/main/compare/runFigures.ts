import type { RunFigures } from '../../shared/compare/schema'
import { chosenByClass } from '../../shared/evaluation/chosen'
import { commonThreshold } from '../../shared/evaluation/threshold'
import type { RunId } from '../../shared/ids'
import { type ClassMatches, IOU_THRESHOLDS, matchClasses, outcomesOf } from '../detector/evaluate/coco'
import { bootstrapFigures, FIGURE_NAMES, judgePictures } from '../detector/evaluate/pictureFigures'
import { splitScene } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'
import { createSlices } from '../timing/slices'
import { turn } from '../timing/turn'
import { readValCurve } from '../trainer/runs/runMetrics'
import { fairPictures } from './commonPictures'
import { labelsSeenBy } from './seenLabels'

const SEED = 1
/** A table of many runs is read at a glance; two that are compared get more. */
const TABLE_RESAMPLES = 400
/** Detections that all resamples of a run may look at together: about a second. */
const WORK = 4e7

/** Enough resamples for a 95 % interval, fewer where there is very much to look at. */
export function resamplesFor(classes: readonly ClassMatches[], most: number): number {
  const size = classes.reduce((sum, { entryOf }) => sum + entryOf.length, 1)
  return Math.round(Math.min(most, Math.max(200, WORK / size)))
}

const none = { value: null, low: null, high: null }

/** Figures of a run on the validation pictures with their intervals, at the thresholds kept with it or else its best F1, and what it learnt from. */
export async function runFigures(
  project: RunProject,
  runId: RunId,
  { signal }: { signal?: AbortSignal } = {},
): Promise<RunFigures> {
  const run = project.run(runId)
  const seen = await labelsSeenBy(project, runId)
  const numBoxes =
    seen === null
      ? null
      : [...seen.labels.values()].reduce(
          (sum, { split, boxes }) => sum + (split === 'train' ? boxes.length : 0),
          0,
        )
  const curve = await readValCurve(project.runFolder(runId))
  const known = { runId, numBoxes, curve }
  const empty = Object.fromEntries(FIGURE_NAMES.map((name) => [name, none])) as Pick<
    RunFigures,
    (typeof FIGURE_NAMES)[number]
  >
  const chosen = run.thresholds
  const nothing = {
    ...known,
    ...empty,
    images: 0,
    threshold: chosen?.overall ?? null,
    isKept: chosen !== null,
  }
  if (!run.reviewable) return nothing
  const { pictures } = await fairPictures(project, [runId], 'val')
  const scene = splitScene(project, runId, 'val', { only: pictures })
  if (scene.images.length === 0) return nothing
  await turn()
  const matches = matchClasses(scene.input, { areas: ['all'], thresholds: IOU_THRESHOLDS })
  const minScore =
    chosen === null ? commonThreshold(outcomesOf(matches)) : chosenByClass(chosen, scene.classes.length)
  await turn()
  const figures = await bootstrapFigures(judgePictures(matches, scene.images.length, minScore), {
    resamples: resamplesFor(matches, TABLE_RESAMPLES),
    seed: SEED,
    afterEach: createSlices(() => performance.now(), signal),
  })
  const threshold = typeof minScore === 'object' ? nothing.threshold : minScore
  return { ...nothing, ...figures, images: scene.images.length, threshold }
}
