import type { BoxXyxyPx, ImageRow } from '../../shared/annotation/schema'
import type { ClassId, ImageId, RunId } from '../../shared/ids'
import type { CocoMapping } from '../../shared/proposals/schema'
import { StudioError } from '../../shared/result'
import { openCocoSession } from '../inference/cocoSession'
import { type PredictOptions, predictEach } from '../inference/predict'
import { predictRun, readableFiles } from '../models/predictRun'
import { classLookup } from '../project/classLookup'
import { depthRule } from '../project/depthRule'
import type { ProposalProject } from './proposalProject'

/** A detection with the class that it has in this project, px of the oriented picture. */
export type Candidate = BoxXyxyPx & { classId: ClassId; score: number }

/** What a model sees on pictures, by picture: those that could not be read are left out. */
export type CandidatesByImage = Map<ImageId, Candidate[]>

/** What a run sees. A run that was trained here looks at pictures that it has not seen; others have what they came with. */
export async function runCandidates(
  project: ProposalProject,
  runId: RunId,
  rows: readonly ImageRow[],
  options: PredictOptions,
): Promise<CandidatesByImage> {
  const run = project.run(runId)
  if (!run.reviewable) {
    throw new StudioError(
      'run-not-finished',
      `${run.name} has no model to predict with yet.`,
      'Let the run finish, or choose another one.',
    )
  }
  if (run.origin === 'trained') await predictRun(project, run.id, rows, options)
  const classOf = classLookup(project, run.revision)
  const found: CandidatesByImage = new Map()
  for (const { id } of rows) {
    const prediction = project.prediction(run.id, id)
    if (prediction === undefined) continue
    const candidates = prediction.detections.flatMap(({ classId, className, score, x1, y1, x2, y2 }) => {
      const known = classOf(className, classId)
      return known === null ? [] : [{ classId: known, score, x1, y1, x2, y2 }]
    })
    found.set(id, candidates)
  }
  return found
}

/** What the shipped trunk sees of the COCO classes that mean something in this project. */
export async function cocoCandidates(
  project: ProposalProject,
  map: readonly CocoMapping[],
  threshold: number,
  rows: readonly ImageRow[],
  options: PredictOptions,
): Promise<CandidatesByImage> {
  const meaning = new Map<string, ClassId>(map.map(({ coco, classId }) => [coco, classId]))
  const files = readableFiles(project, rows)
  const session = await openCocoSession(threshold, depthRule(project))
  const found: CandidatesByImage = new Map()
  try {
    let place = 0
    const paths = files.map(({ file }) => file)
    for await (const { detections, error } of predictEach(session, paths, options)) {
      const { row } = files[place++]
      if (error !== null) continue
      const candidates = detections.flatMap(({ class: name, score, box }) => {
        const classId = meaning.get(name)
        return classId === undefined ? [] : [{ classId, score, ...box }]
      })
      found.set(row.id, candidates)
    }
  } finally {
    await session.close()
  }
  return found
}
