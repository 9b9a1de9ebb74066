import { type ClassThresholds, chosenByClass } from '../../shared/evaluation/chosen'
import type { RunView } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import type { ReviewScene } from './reviewScene'
import { sceneFigures } from './sceneCounts'

/** Where F1 is best is not known before something was found. */
const DEFAULT_THRESHOLD = 0.3

/** From which scores detections of a scene count. */
export interface SceneThresholds {
  overall: number
  byClass: ClassThresholds
  /** They are those that a person kept with the run. */
  isKept: boolean
}

/** One threshold for all classes. */
export const plainThreshold = (overall: number): SceneThresholds => ({
  overall,
  byClass: overall,
  isKept: false,
})

/** What a view asks for: a score, or what a person kept with the run, or else where F1 is best. */
export function sceneThresholds(
  project: RunProject,
  scene: ReviewScene,
  { threshold, kept }: Pick<RunView, 'threshold' | 'kept'>,
): SceneThresholds {
  const chosen = project.run(scene.runId).thresholds
  if (chosen !== null && (kept === true || threshold === null)) {
    const byClass = chosenByClass(chosen, scene.classes.list.length)
    return { overall: chosen.overall, byClass, isKept: true }
  }
  return plainThreshold(threshold ?? sceneFigures(scene).bestF1Threshold ?? DEFAULT_THRESHOLD)
}
