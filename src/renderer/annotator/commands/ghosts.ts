import type { BoxRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import { isDoubled } from './duplicates'

/** What a person has said of the ghosts on one picture. */
export interface GhostJudgement {
  rejected: ReadonlySet<BoxId>
  /** By ghost: the label that was made of it. While that label exists, the ghost is gone. */
  accepted: ReadonlyMap<BoxId, BoxId>
}

export const unjudged: GhostJudgement = { rejected: new Set(), accepted: new Map() }

/** Boxes of the previous picture that are still offered: not judged, and not there already. */
export function standingGhosts(
  previous: readonly BoxRecord[],
  here: readonly BoxRecord[],
  { rejected, accepted }: GhostJudgement,
): BoxRecord[] {
  const ids = new Set(here.map((box) => box.id))
  return previous.filter((ghost) => {
    const made = accepted.get(ghost.id)
    if (rejected.has(ghost.id) || (made !== undefined && ids.has(made))) return false
    return !here.some((box) => isDoubled(ghost, box))
  })
}
