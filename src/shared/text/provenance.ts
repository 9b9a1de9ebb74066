import type { BoxRecord } from '../annotation/schema'

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
  const made = `${from}, ${momentText(createdAt, now)}`
  return reviewedAt === null || reviewedAt === createdAt
    ? made
    : `${made}; reviewed ${momentText(reviewedAt, now)}`
}

function makerName(runId: string, runName: (runId: string) => string | null): string {
  return runId === 'coco' ? 'COCO’s classes' : (runName(runId) ?? runId)
}

/** `14:02` today, else with the day: `3 Nov 2026, 14:02`. */
export function momentText(at: number, now: number): string {
  const moment = new Date(at)
  const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (moment.toDateString() === new Date(now).toDateString()) return time
  const day = moment.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${day}, ${time}`
}
