import type { BoxId, ImageId, RunId } from '../ids'

/** What an error is about: a detection by its place in the run's stored predictions, or a ground truth. */
export type ErrorSubject =
  | { runId: RunId; kind: 'fp'; imageId: ImageId; place: number }
  | { runId: RunId; kind: 'fn'; imageId: ImageId; boxId: BoxId }

/** Name of an error that restarts and edits of other labels leave alone. */
export function errorIdOf(subject: ErrorSubject): string {
  const what = subject.kind === 'fp' ? subject.place : subject.boxId
  return `${subject.runId}-${subject.kind}-${subject.imageId}-${what}`
}

/** Reads a name back; null where it is none. */
export function parseErrorId(errorId: string): ErrorSubject | null {
  const falsePositive = /^(run-\d{4,})-fp-([0-9a-f]{32})-(\d{1,6})$/.exec(errorId)
  if (falsePositive !== null) {
    const [, runId, imageId, place] = falsePositive
    return { runId: runId as RunId, kind: 'fp', imageId: imageId as ImageId, place: Number(place) }
  }
  const miss = /^(run-\d{4,})-fn-([0-9a-f]{32})-([0-9a-f]{32})$/.exec(errorId)
  if (miss === null) return null
  const [, runId, imageId, boxId] = miss
  return { runId: runId as RunId, kind: 'fn', imageId: imageId as ImageId, boxId: boxId as BoxId }
}
