import { z } from 'zod'
import type { ImageRow } from '../annotation/schema'
import { ImageId, RunId } from '../ids'
import type { RunRecord } from '../training/run'

/** Pictures that are labelled by hand before the first training. */
export const FIRST_PICTURES = 20
/** Pictures of each later round. */
export const NEXT_PICTURES = 50

/** Where "label by review" is: kept in the project, so that it goes on after a restart. */
export const LabelLoop = z.strictObject({
  /** 0: labelling by hand; from 1 on proposals are judged. */
  round: z.number().int().nonnegative(),
  /** The pictures of this round, in the order in which they are to be labelled. */
  imageIds: z.array(ImageId),
  /** Runs from this moment on belong to this round, ms since 1970. */
  since: z.number().int().nonnegative(),
  /** The run that proposed this round's labels. */
  baseRunId: RunId.nullable(),
  /** Where that run is usually looked at from. */
  lookFrom: z.number().min(0).max(1).nullable().default(null),
})
export type LabelLoop = z.infer<typeof LabelLoop>

/** What is to be done now. */
export type LoopStep =
  | { step: 'label'; done: number; total: number; next: ImageId | null }
  | { step: 'train' }
  | { step: 'training'; run: RunRecord }
  /** The round's run is there: its figures beside those of the run before, then the next pictures. */
  | { step: 'next'; run: RunRecord; before: RunRecord | null; left: number }

interface LoopFacts {
  images: readonly ImageRow[]
  /** How many proposals wait on a picture. */
  waiting(imageId: ImageId): number
  runs: readonly RunRecord[]
}

/** Which step the loop is at: worked out from what there is, so that it is right whatever was done in between. */
export function loopStep(loop: LabelLoop, { images, waiting, runs }: LoopFacts): LoopStep {
  const rows = new Map(images.map((row) => [row.id, row]))
  const batch = loop.imageIds.flatMap((id) => rows.get(id) ?? []).filter(({ problem }) => problem === null)
  const open = batch.filter((row) => !isLabelled(row, waiting(row.id)))
  if (open.length > 0) {
    return { step: 'label', done: batch.length - open.length, total: batch.length, next: open[0].id }
  }
  const own = runs
    .filter(
      ({ startedAt, origin, deletedAt }) =>
        startedAt >= loop.since && origin === 'trained' && deletedAt === null,
    )
    .sort((a, b) => b.startedAt - a.startedAt)
  const running = own.find(({ status }) => status === 'preparing' || status === 'running')
  if (running !== undefined) return { step: 'training', run: running }
  const run = own.find(({ reviewable }) => reviewable)
  if (run === undefined) return { step: 'train' }
  const before = runs.find(({ id }) => id === loop.baseRunId) ?? null
  return { step: 'next', run, before, left: images.filter(isUnlabelled).length }
}

/** A picture is done when a person says so, or when it has labels and nothing on it waits to be judged. */
function isLabelled({ reviewed, numBoxes }: ImageRow, waiting: number): boolean {
  return reviewed || (numBoxes > 0 && waiting === 0)
}

/** A picture that labels can still be proposed on. */
export function isUnlabelled({ state, problem }: ImageRow): boolean {
  return state === 'unlabelled' && problem === null
}
