import type { BoxId, ImageId, RunId } from '../ids'

/** Short names of suspects in ids. */
const letters = { overlooked: 'lo', 'badly-placed': 'lb', swapped: 'ls' } as const

/** What a mistake is about: a detection by its place in the run's stored predictions, or a ground truth. */
export type MistakeSubject =
  | { runId: RunId; kind: 'fp'; imageId: ImageId; place: number }
  | { runId: RunId; kind: 'fn'; imageId: ImageId; boxId: BoxId }

/** What a check of labels doubts: an object without a label, or a label and the prediction that speaks against it. */
export type SuspectSubject =
  | { runId: RunId; kind: 'overlooked'; imageId: ImageId; place: number }
  | { runId: RunId; kind: 'badly-placed' | 'swapped'; imageId: ImageId; boxId: BoxId; place: number }

export type ErrorSubject = MistakeSubject | SuspectSubject

/** Name of an error that restarts and edits of other labels leave alone. */
export function errorIdOf(subject: ErrorSubject): string {
  const parts = [
    ...('boxId' in subject ? [subject.boxId] : []),
    ...('place' in subject ? [subject.place] : []),
  ].join('-')
  const kind = subject.kind in letters ? letters[subject.kind as keyof typeof letters] : subject.kind
  return `${subject.runId}-${kind}-${subject.imageId}-${parts}`
}

/** Reads a name back; null where it is none. */
export function parseErrorId(errorId: string): ErrorSubject | null {
  const suspect = parseSuspectId(errorId)
  if (suspect !== null) return suspect
  const falsePositive = /^(run-\d{4,12})-fp-([0-9a-f]{32})-(\d{1,6})$/.exec(errorId)
  if (falsePositive !== null) {
    const [, runId, imageId, place] = falsePositive
    return { runId: runId as RunId, kind: 'fp', imageId: imageId as ImageId, place: Number(place) }
  }
  const miss = /^(run-\d{4,12})-fn-([0-9a-f]{32})-([0-9a-f]{32})$/.exec(errorId)
  if (miss === null) return null
  const [, runId, imageId, boxId] = miss
  return { runId: runId as RunId, kind: 'fn', imageId: imageId as ImageId, boxId: boxId as BoxId }
}

function parseSuspectId(errorId: string): SuspectSubject | null {
  const found = /^(run-\d{4,12})-(lo|lb|ls)-([0-9a-f]{32})-(?:([0-9a-f]{32})-)?(\d{1,6})$/.exec(errorId)
  if (found === null) return null
  const [, runId, letter, imageId, boxId, place] = found
  const base = { runId: runId as RunId, imageId: imageId as ImageId, place: Number(place) }
  if (letter === 'lo') return boxId === undefined ? { ...base, kind: 'overlooked' } : null
  if (boxId === undefined) return null
  return { ...base, kind: letter === 'lb' ? 'badly-placed' : 'swapped', boxId: boxId as BoxId }
}

/** True for what a check of labels found; false for a run's own mistake. */
export function isSuspect(subject: ErrorSubject): subject is SuspectSubject {
  return subject.kind in letters
}
