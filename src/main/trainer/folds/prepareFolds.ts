import type { FoldsRequest } from '../../../shared/labels/schema'
import { countText } from '../../../shared/text/count'
import type { TrainingProblem } from '../../../shared/training/run'
import { groupPictures, toGroup } from '../../project/pictureGroups'
import { hashPictures } from '../../project/pictureHashes'
import type { ProjectService } from '../../project/projectService'
import { splitRule } from '../../project/splitRule'
import { gatherTrainingData, type TrainingData } from '../../project/trainJob'
import { foldProblems, planFolds } from './foldPlan'
import type { FoldsFile } from './foldsFile'

export interface PreparedFolds {
  data: TrainingData
  file: FoldsFile
  /** What the check cannot judge. */
  warnings: TrainingProblem[]
  /** Groups of pictures that stay together. */
  groups: number
  /** Labelled test pictures that take no part. */
  testLeftOut: number
}

/**
 * What a k-fold run over a project does: its labelled pictures, test pictures only if asked for, dealt by the groups of the
 * project's splits, near-duplicates always together. Throws what stands in the way.
 */
export async function prepareFolds(
  project: ProjectService,
  { config, k, includeTest }: FoldsRequest,
): Promise<PreparedFolds> {
  const all = await gatherTrainingData(project, config.seed)
  const images = all.images.filter(({ split }) => includeTest || split !== 'test')
  const data = { ...all, images }
  const isUsed = new Set(images.map(({ id }) => id))
  const rows = project.listImages().filter(({ id }) => isUsed.has(id))
  const hashed = await hashPictures(project, rows)
  const rules = [...new Set([...splitRule(project).groupBy, 'near-duplicates' as const])]
  const groups = groupPictures(hashed, rules).map((places) => toGroup(places.map((place) => hashed[place])))
  const folds = planFolds(groups, k, config.seed)
  const warnings = foldProblems(folds, images, data.classes).map(
    (message): TrainingProblem => ({
      severity: 'warns',
      code: 'folds-blind',
      message,
      hint: `The other labels are checked all the same, on ${countText(images.length, 'picture')}.`,
      mend: null,
    }),
  )
  const file: FoldsFile = {
    version: 1,
    includeTest,
    folds: folds.map((fold) => ({ ...fold, stage: 'open', steps: 0, seconds: 0 })),
  }
  return { data, file, warnings, groups: groups.length, testLeftOut: all.images.length - images.length }
}
