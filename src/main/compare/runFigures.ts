import type { RunFigures } from '../../shared/compare/schema'
import type { RunId } from '../../shared/ids'
import { bootstrapFigures, FIGURE_NAMES } from '../detector/evaluate/pictureBootstrap'
import { outcomesOf, type RankedMatches, rankMatches } from '../detector/evaluate/rankedMatches'
import { bestThreshold } from '../evaluation/operatingPoint'
import { splitScene } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'
import { readValCurve } from '../trainer/runs/runMetrics'
import { fairPictures } from './commonPictures'
import { labelsSeenBy } from './seenLabels'

/** Lets whoever waits for main have a turn. */
export const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

const SEED = 1
/** A table of many runs is read at a glance; two that are compared get more. */
const TABLE_RESAMPLES = 400
/** Detections that all resamples of a run may look at together: about a second. */
const WORK = 4e7

/** Enough resamples for a 95 % interval, fewer where there is very much to look at. */
export function resamplesFor({ classes }: RankedMatches, most: number): number {
  const size = classes.reduce((sum, { score }) => sum + score.length, 1)
  return Math.round(Math.min(most, Math.max(200, WORK / size)))
}

const none = { value: null, low: null, high: null }

/** Figures of a run on the validation pictures with their intervals, and what it learnt from. */
export async function runFigures(project: RunProject, runId: RunId): Promise<RunFigures> {
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
  if (!run.reviewable) return { ...known, ...empty, images: 0, threshold: null }
  const { pictures } = await fairPictures(project, [runId], 'val')
  const scene = splitScene(project, runId, 'val', { only: pictures })
  if (scene.images.length === 0) return { ...known, ...empty, images: 0, threshold: null }
  await pause()
  const matches = rankMatches(scene.input)
  const minScore = bestThreshold(outcomesOf(matches))
  await pause()
  const figures = await bootstrapFigures(matches, {
    resamples: resamplesFor(matches, TABLE_RESAMPLES),
    seed: SEED,
    minScore,
    pause,
  })
  return { ...known, ...figures, images: scene.images.length, threshold: minScore }
}
