import type { BoxRecord } from '../annotation/schema'
import { fullMomentText } from './moment'

const sources: Record<BoxRecord['source'], string> = {
  drawn: 'Drawn by hand',
  imported: 'Imported',
  accepted: 'Accepted from a model',
}

/** Where a label comes from and when a person last agreed with it; `runName` gives a run's name, null where it is gone. */
export function provenanceText(
  { source, runId, createdAt, reviewedAt }: Pick<BoxRecord, 'source' | 'runId' | 'createdAt' | 'reviewedAt'>,
  runName: (runId: string) => string | null,
  now: number,
): string {
  const from =
    source === 'accepted' && runId !== null ? `Accepted from ${makerName(runId, runName)}` : sources[source]
  const made = `${from}, ${fullMomentText(createdAt, now)}`
  return reviewedAt === null || reviewedAt === createdAt
    ? made
    : `${made}; reviewed ${fullMomentText(reviewedAt, now)}`
}

function makerName(runId: string, runName: (runId: string) => string | null): string {
  return runId === 'coco' ? 'COCO’s classes' : (runName(runId) ?? runId)
}
