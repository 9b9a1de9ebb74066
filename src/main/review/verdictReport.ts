import type { RunId } from '../../shared/ids'
import type { RunRates, RunView, VerdictReport } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { type ReviewScene, reviewScene, type ScenePicture } from './reviewScene'
import { bestF1Threshold, sceneCounts } from './sceneCounts'
import { plainThreshold } from './sceneThresholds'
import { verdictFates } from './verdictFates'

/**
 * What became of the verdicts of earlier rounds in a run, and how much the run invents and misses beside the run they
 * were given on: on the pictures of the split that both have predictions for, held against the labels as they are now.
 */
export function verdictReport(project: RunProject, { runId, split, threshold }: RunView): VerdictReport {
  const run = project.run(runId)
  const scene = reviewScene(project, runId, split)
  const at = threshold ?? bestF1Threshold(scene.pictures) ?? 0
  const { fates, unseen } = verdictFates(project, run, at)
  const judgedRuns = new Set(fates.map(({ fromRunId }) => fromRunId))
  const before = project.listRuns().findLast(({ id, reviewable }) => reviewable && judgedRuns.has(id))
  const none = { runId, fates, unseen, pictures: 0, sameThreshold: null, bestThreshold: null }
  if (before === undefined) return { ...none, beforeRunId: null }
  const earlier = reviewScene(project, before.id, split)
  const both = [inBoth(earlier, scene), inBoth(scene, earlier)] as const
  if (both[0].length === 0) return { ...none, beforeRunId: before.id }
  const best = both.map(bestF1Threshold)
  const rates = (i: 0 | 1, from: number) => ratesOf([earlier, scene][i], both[i], from)
  return {
    ...none,
    beforeRunId: before.id,
    pictures: both[0].length,
    sameThreshold: [rates(0, at), rates(1, at)],
    bestThreshold: best[0] === null || best[1] === null ? null : [rates(0, best[0]), rates(1, best[1])],
  }
}

function inBoth(scene: ReviewScene, other: ReviewScene): ScenePicture[] {
  return scene.pictures.filter(({ row }) => other.places.has(row.id))
}

function ratesOf(
  { runId, classes }: Pick<ReviewScene, 'classes'> & { runId: RunId },
  pictures: ScenePicture[],
  threshold: number,
): RunRates {
  const { fpPerImage, recall } = sceneCounts({ classes, pictures }, plainThreshold(threshold), 0)
  return { runId, threshold, fpPerImage: fpPerImage ?? 0, recall }
}
