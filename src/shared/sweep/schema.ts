import { z } from 'zod'
import { RunId } from '../ids'
import { TrainConfig } from '../training/config/index'
import { RunStatus } from '../training/run'

const count = z.number().int().nonnegative()
const figure = z.number().nullable()

export const SweepId = z
  .string()
  .regex(/^sweep-\d{4,12}$/)
  .brand<'SweepId'>()
export type SweepId = z.infer<typeof SweepId>

/** Most runs of a sweep that is started from the studio: more take days. */
export const MAX_SWEEP_RUNS = 200

/** A grid of settings times seeds. */
export const SweepRequest = z.strictObject({
  /** All other settings. */
  base: TrainConfig,
  /** `PATH=V1,V2,...`, each an axis of the grid. */
  grid: z.array(z.string().min(1).max(2000)).max(8),
  seeds: z.array(z.number().int().min(0).max(0x7fff_ffff)).min(1).max(50),
})
export type SweepRequest = z.infer<typeof SweepRequest>

/** A sweep as the project keeps it. */
export const SweepRecord = z.strictObject({
  id: SweepId,
  request: SweepRequest,
  createdAt: z.number().int(),
  /** running on disk, while nothing runs: it was cut off. */
  status: z.enum(['running', 'paused', 'stopped', 'finished']),
  /** Run of each place of the grid; null: not begun. */
  runs: z.array(RunId.nullable()),
})
export type SweepRecord = z.infer<typeof SweepRecord>

const figures = { AP: figure, AP50: figure, fpPerImage: figure, recall: figure }

/** One run of a sweep: figures on the validation pictures; null where undefined. */
export const SweepRow = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  run: RunId,
  seed: z.number(),
  /** The last two at the score with the best F1 over all classes. */
  ...figures,
})
export type SweepRow = z.infer<typeof SweepRow>

/** Means over the seeds of one combination. */
export const SweepMean = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  runs: z.array(RunId),
  ...figures,
  /** Lowest and highest AP of the seeds. */
  spreadAP: z.tuple([z.number(), z.number()]).nullable(),
})
export type SweepMean = z.infer<typeof SweepMean>

/** A place of the grid and what became of it. */
export const SweepPlace = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  seed: z.number(),
  runId: RunId.nullable(),
  status: RunStatus.nullable(),
})

export const SweepView = z.strictObject({
  record: SweepRecord,
  isActive: z.boolean(),
  places: z.array(SweepPlace),
  rows: z.array(SweepRow),
  means: z.array(SweepMean),
  /** The combination with the highest mean AP; null where no AP is defined. */
  best: SweepMean.nullable(),
  /** Some of its runs saw other labels than others. */
  mixedLabels: z.boolean(),
  secondsLeft: figure,
})
export type SweepView = z.infer<typeof SweepView>

/** What a sweep would do. */
export const SweepPlan = z.strictObject({
  runs: count,
  /** There already, with these settings on these labels. */
  known: count,
  /** For the others. */
  seconds: z.number(),
})
export type SweepPlan = z.infer<typeof SweepPlan>
