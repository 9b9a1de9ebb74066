import type { ImageRow } from '../../shared/annotation/schema'
import { toHundredth } from '../../shared/evaluation/threshold'
import { clip, isDegenerate } from '../../shared/geometry/box'
import { type ImageId, newId, type ProposalId } from '../../shared/ids'
import { limits } from '../../shared/limits'
import { isTaken, standingProposals, wasRejected } from '../../shared/proposals/rules'
import type { Proposal, ProposeReport, ProposeRequest } from '../../shared/proposals/schema'
import { StudioError } from '../../shared/result'
import type { PredictOptions } from '../inference/predict'
import { usualThreshold } from '../models/usualThreshold'
import { type Candidate, cocoCandidates, runCandidates } from './candidates'
import type { ProposalProject } from './proposalProject'

/** The most that a picture gets: more can neither be looked through nor drawn. */
const MOST_ON_A_PICTURE = 300

/**
 * Lets a run or the shipped trunk propose boxes on pictures: in place of its open ones there, never where a label is,
 * never again what was rejected. Reviewed and broken pictures are left out. Throws `cancelled`, and then nothing has
 * changed; `not-found` for a class that has gone, `run-not-finished`.
 */
export async function propose(
  project: ProposalProject,
  { source, imageIds, threshold }: ProposeRequest,
  options: PredictOptions & { now?: number } = {},
): Promise<ProposeReport> {
  const wanted = new Set(imageIds)
  const rows = project
    .listImages()
    .filter(({ id, problem, reviewed }) => wanted.has(id) && problem === null && !reviewed)
  if (rows.length === 0) {
    throw new StudioError(
      'invalid-input',
      'There is no picture to propose labels on: those chosen are reviewed already, or cannot be read.',
      'Choose pictures that are not reviewed.',
    )
  }
  if (source.from === 'coco') requireClasses(project, source.map)
  const candidates =
    source.from === 'coco'
      ? await cocoCandidates(project, source.map, threshold, rows, options)
      : await runCandidates(project, source.runId, rows, options)
  const looked = rows.filter(({ id }) => candidates.has(id))
  const by = source.from === 'coco' ? 'coco' : source.runId
  const createdAt = options.now ?? Date.now()
  const proposals = looked.flatMap((row) =>
    proposable(project, row, candidates.get(row.id) ?? [], threshold).map(
      (candidate): Proposal => ({
        ...candidate,
        id: newId<ProposalId>(),
        imageId: row.id,
        source: by,
        state: 'open',
        createdAt,
      }),
    ),
  )
  const done = looked.map(({ id }) => id)
  project.replaceProposals(by, done, proposals)
  return {
    images: looked.length,
    proposals: numStanding(project, looked, proposals),
    lookFrom: source.from === 'coco' ? null : toHundredth(await usualThreshold(project, source.runId)),
  }
}

/** What of a model's detections on a picture may be proposed, the best first, clipped to the picture. */
function proposable(
  project: ProposalProject,
  { id, width, height }: ImageRow,
  candidates: readonly Candidate[],
  threshold: number,
): Candidate[] {
  const { boxes } = project.readImage(id)
  const judged = project.proposalsOn(id)
  return candidates
    .filter(({ score }) => score >= threshold)
    .map((candidate) => ({ ...candidate, ...clip(candidate, width, height) }))
    .filter(
      (candidate) =>
        !isDegenerate(candidate, limits.minBoxPx) &&
        !isTaken(candidate, boxes) &&
        !wasRejected(candidate, judged),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_ON_A_PICTURE)
}

/** What a person will be asked about: of boxes over each other the best alone. */
function numStanding(
  project: ProposalProject,
  rows: readonly ImageRow[],
  proposals: readonly Proposal[],
): number {
  const byImage = new Map(rows.map(({ id }): [ImageId, Proposal[]] => [id, []]))
  for (const proposal of proposals) byImage.get(proposal.imageId)?.push(proposal)
  let sum = 0
  for (const [imageId, made] of byImage) {
    const { boxes } = project.readImage(imageId)
    sum += standingProposals(made, { boxes, reviewed: false }).length
  }
  return sum
}

function requireClasses(project: ProposalProject, map: readonly { classId: string }[]): void {
  const known = new Set<string>(project.summary().classes.map(({ id }) => id))
  if (map.every(({ classId }) => known.has(classId))) return
  throw new StudioError(
    'not-found',
    'A class that COCO was mapped to is no longer in the project.',
    'Choose the classes again.',
  )
}
