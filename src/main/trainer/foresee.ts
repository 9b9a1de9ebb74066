import type { FoldsPlan, FoldsRequest } from '../../shared/labels/schema'
import type { TrainConfig } from '../../shared/training/config/index'
import type { AugmentedView } from '../../shared/training/preview'
import type { TrainingPlan } from '../../shared/training/run'
import type { ProjectService } from '../project/projectService'
import { findSplitTwins } from '../project/splitTwins'
import { gatherTrainingData } from '../project/trainJob'
import { turn } from '../timing/turn'
import { previewAugmentation } from './augmentationPreview'
import { prepareFolds } from './folds/prepareFolds'
import { startProblems } from './startProblems'
import { describePlan } from './trainingPlan'

// What training would do, before anything is begun.

/** A plan waits so long for a look at pictures that may be the same. */
const TWIN_PATIENCE_MS = 600

/** What pressing Train with this config would do. */
export async function planTraining(project: ProjectService, config: TrainConfig): Promise<TrainingPlan> {
  const data = await gatherTrainingData(project, config.seed)
  const ids = new Set(data.images.map(({ id }) => id))
  const twins = await findSplitTwins(project, ids, TWIN_PATIENCE_MS)
  const start = await startProblems(project, config, data)
  return describePlan(data, config, { twins, runs: project.listRuns(), start })
}

/** Seconds that a run of each of these settings would take here. */
export async function estimateSeconds(
  project: ProjectService,
  configs: readonly TrainConfig[],
): Promise<number[]> {
  const [first] = configs
  if (first === undefined) return []
  const data = await gatherTrainingData(project, first.seed)
  const runs = project.listRuns()
  const seconds: number[] = []
  for (const config of configs) {
    seconds.push(describePlan(data, config, { runs }).estimatedSeconds)
    // A plan takes a moment each: whoever waits for main gets a turn in between.
    await turn()
  }
  return seconds
}

/** Training pictures as these settings would show them; none where there is nothing to train on. */
export async function augmentedViews(
  project: ProjectService,
  config: TrainConfig,
  count: number,
  seed: number,
): Promise<AugmentedView[]> {
  const { images, depth, classes, problems } = await gatherTrainingData(project, config.seed)
  if (problems.some(({ severity }) => severity === 'blocks')) return []
  return previewAugmentation({
    images,
    numClasses: classes.length,
    config,
    count,
    seed,
    ...(depth && { depth }),
  })
}

/** What a check of labels would do. Throws where the pictures do not fill the folds. */
export async function planFolds(project: ProjectService, request: FoldsRequest): Promise<FoldsPlan> {
  const { data, warnings, groups, testLeftOut } = await prepareFolds(project, request)
  const { problems, estimatedSeconds } = describePlan(data, request.config, { runs: project.listRuns() })
  return {
    pictures: data.images.length,
    groups,
    testLeftOut,
    estimatedSeconds: estimatedSeconds * request.k,
    problems: [...problems.filter(({ severity }) => severity === 'blocks'), ...warnings],
  }
}
