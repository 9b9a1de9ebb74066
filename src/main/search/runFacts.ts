import type { ImageId, RunId } from '../../shared/ids'
import type { SuspectKind } from '../../shared/labels/schema'
import type { PictureErrors } from '../../shared/search/facts'
import type { RunRecord } from '../../shared/training/run'
import { listSuspects } from '../labelErrors/suspectService'
import { reviewQueue } from '../review/reviewQueue'
import type { SearchProject } from './searchProject'

/** The run that a search is asked about: the one that was chosen, else the newest with predictions. */
export function chosenRun(project: SearchProject, runId: RunId | null): RunRecord | null {
  const reviewable = project.listRuns().filter((run) => run.reviewable)
  return reviewable.find(({ id }) => id === runId) ?? reviewable.at(-1) ?? null
}

/** Errors of a run on all pictures that it may be judged on, at its own threshold; each error once, as TIDE counts. */
export function errorFacts(
  project: SearchProject,
  runId: RunId,
  includeTest: boolean,
): Map<ImageId, PictureErrors> {
  const byPicture = new Map<ImageId, PictureErrors>()
  for (const split of includeTest ? (['val', 'train', 'test'] as const) : (['val', 'train'] as const)) {
    const { errors } = reviewQueue(project, {
      runId,
      split,
      threshold: null,
      kind: 'all',
      withReached: false,
    })
    for (const { imageId, cause, hardness, verdict } of errors) {
      // What a person has judged is an error no more.
      if (verdict !== null) continue
      const known = byPicture.get(imageId) ?? { counts: {}, hardness: 0 }
      known.counts[cause] = (known.counts[cause] ?? 0) + 1
      known.hardness += hardness
      byPicture.set(imageId, known)
    }
  }
  return byPicture
}

/** Labels that are doubted: by the newest check of labels, or where there was none by the chosen run. */
export function suspectFacts(
  project: SearchProject,
  chosen: RunRecord,
  includeTest: boolean,
): Map<ImageId, Partial<Record<SuspectKind, number>>> {
  const check = project.listRuns().findLast((run) => run.reviewable && run.origin === 'folds')
  const byPicture = new Map<ImageId, Partial<Record<SuspectKind, number>>>()
  for (const { imageId, kind, verdict } of listSuspects(project, { runId: (check ?? chosen).id, includeTest })
    .suspects) {
    if (verdict !== null) continue
    const known = byPicture.get(imageId) ?? {}
    known[kind] = (known[kind] ?? 0) + 1
    byPicture.set(imageId, known)
  }
  return byPicture
}
