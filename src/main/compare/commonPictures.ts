import type { Split } from '../../shared/annotation/schema'
import type { PairReport } from '../../shared/compare/schema'
import type { ImageId, RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { judgeable } from '../evaluation/splitScene'
import { changedSince } from '../models/changedSince'
import type { RunProject } from '../models/runProject'
import { labelsSeenBy } from './seenLabels'

/** Pictures of a split on which runs can fairly be judged. */
export interface FairPictures {
  pictures: Set<ImageId>
  leftOut: PairReport['leftOut']
}

/**
 * The labelled pictures of a split that every run has predictions for, of the files as they are, and none had in another split when it was trained:
 * dealing the pictures anew may bring into validation what a run has learnt from.
 */
export async function fairPictures(
  project: RunProject,
  runIds: readonly RunId[],
  split: Split,
): Promise<FairPictures> {
  const wereElsewhere = new Set<ImageId>()
  const judged = judgeable(project.listImages(), split)
  const predicted = runIds.map((runId) => {
    const changed = changedSince(project, runId, judged)
    const ids = project.listPredictions(runId).map(({ imageId }) => imageId)
    return new Set(ids.filter((id) => !changed.has(id)))
  })
  for (const runId of runIds) {
    const seen = await labelsSeenBy(project, runId)
    for (const image of seen?.labels.values() ?? [])
      if (image.split !== split) wereElsewhere.add(image.imageId)
  }
  const rows = judged.map(({ id }) => id)
  const fair = rows.filter((id) => !wereElsewhere.has(id))
  const pictures = new Set(fair.filter((id) => predicted.every((ids) => ids.has(id))))
  return {
    pictures,
    leftOut: { notPredicted: fair.length - pictures.size, otherSplit: rows.length - fair.length },
  }
}

/** Throws `invalid-input` where two runs have no picture in common. */
export function assertCommon({ pictures, leftOut }: FairPictures, split: Split): void {
  if (pictures.size > 0) return
  const { notPredicted, otherSplit } = leftOut
  throw new StudioError(
    'invalid-input',
    notPredicted + otherSplit === 0
      ? `No labelled picture is in the ${split} split.`
      : `The two runs have no ${split} picture in common: ${otherSplit} were in another split for one of them, ${notPredicted} have no predictions of both.`,
    'Compare another split, or train one of them again on the splits as they are.',
  )
}
