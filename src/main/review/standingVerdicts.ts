import type { RunId } from '../../shared/ids'
import type { Verdict } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { acceptedBoxId, markIdOf, parseErrorId } from './errorId'

/**
 * Verdicts of a run that still hold. What a verdict made may since have been deleted or undone in Label: it then
 * holds no more, whatever was noted when it was given.
 */
export function standingVerdicts(project: RunProject, runId: RunId): Map<string, Verdict> {
  const standing = new Map<string, Verdict>()
  const contents = new Map<string, { boxes: Set<string>; marks: Set<string> }>()
  const idsOn = (imageId: Parameters<RunProject['readImage']>[0]) => {
    const known = contents.get(imageId)
    if (known !== undefined) return known
    const { boxes, marks } = project.readImage(imageId)
    const ids = {
      boxes: new Set<string>(boxes.map(({ id }) => id)),
      marks: new Set<string>(marks.map(({ id }) => id)),
    }
    contents.set(imageId, ids)
    return ids
  }
  for (const { errorId, verdict } of project.listVerdicts(runId)) {
    const subject = parseErrorId(errorId)
    if (subject === null) continue
    const { boxes, marks } = idsOn(subject.imageId)
    if ('boxId' in subject && !boxes.has(subject.boxId)) continue
    const isMark = verdict === 'hard-negative' || verdict === 'ignore'
    const madeABox = verdict === 'accept' && !('boxId' in subject)
    const holds = isMark ? marks.has(markIdOf(errorId)) : !madeABox || boxes.has(acceptedBoxId(errorId))
    if (holds) standing.set(errorId, verdict)
  }
  return standing
}
