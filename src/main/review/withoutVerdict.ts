import type { BoxRecord, MarkRecord } from '../../shared/annotation/schema'
import type { RunProject } from '../models/runProject'
import type { PlainBox, StoredVerdict } from '../store/projectStore'
import { acceptedBoxId, markIdOf } from './madeIds'

/**
 * A picture as it would be had the verdict never been given: without the box and the mark that it made, and with the
 * labels that it mended as they were before.
 */
export function withoutVerdict<B extends PlainBox>(
  project: Pick<RunProject, 'editOf'>,
  errorId: string,
  stored: Pick<StoredVerdict, 'verdict' | 'revision'> | undefined,
  { boxes, marks }: { boxes: readonly B[]; marks: readonly MarkRecord[] },
): { boxes: B[]; marks: MarkRecord[] } {
  const before = labelsBefore(project, stored)
  return {
    boxes: boxes
      .filter(({ id }) => id !== acceptedBoxId(errorId))
      .map((box) => {
        const was = before.get(box.id)
        if (was === undefined) return box
        // A label that was only found to be right keeps what was done to it since.
        return stored?.verdict === 'accept' ? { ...box, reviewedAt: was.reviewedAt } : { ...box, ...was }
      }),
    marks: marks.filter(({ id }) => id !== markIdOf(errorId)),
  }
}

function labelsBefore(
  project: Pick<RunProject, 'editOf'>,
  stored: Pick<StoredVerdict, 'verdict' | 'revision'> | undefined,
): ReadonlyMap<string, BoxRecord> {
  const touchesLabels = stored?.verdict === 'mend' || stored?.verdict === 'accept'
  if (!touchesLabels || stored.revision === null) return new Map()
  const changed = project.editOf(stored.revision)?.boxes.changed ?? []
  return new Map(changed.map(([before]) => [before.id, before]))
}
