import { z } from 'zod'
import { ClassId, RunId } from '../ids'
import { ImportNote } from '../project/schema'

const count = z.number().int().nonnegative()

/** A class of another detector, and the class of the project that it is taken for. */
export const ClassMapping = z.strictObject({
  from: z.string(),
  detections: count,
  /** null: left out. */
  to: ClassId.nullable(),
  how: z.enum(['same name', 'like name', 'chosen', 'none']),
})
export type ClassMapping = z.infer<typeof ClassMapping>

/** What a file beside the predictions would have to say before they can be understood. */
export const MissingPiece = z.enum(['groundTruth', 'classes'])
export type MissingPiece = z.infer<typeof MissingPiece>

/** Predictions of another detector before they are taken in; nothing has been written yet. */
export const PredictionPreview = z.strictObject({
  /** File or folder, without its path. */
  source: z.string(),
  format: z.string(),
  name: z.string(),
  /** null: all is there; the rest is empty otherwise. */
  missing: z.strictObject({ piece: MissingPiece, message: z.string(), hint: z.string() }).nullable(),
  detections: count,
  classes: z.array(ClassMapping),
  /** Pictures that get predictions, by split; silent: the source does not name them, nothing was found there. */
  pictures: z.strictObject({ train: count, val: count, test: count, none: count, silent: count }),
  repaired: z.array(ImportNote),
  rejected: z.array(ImportNote),
})
export type PredictionPreview = z.infer<typeof PredictionPreview>

export const TakePredictions = z.strictObject({
  name: z.string().trim().min(1).max(200),
  mapping: z.array(z.strictObject({ from: z.string(), to: ClassId.nullable() })),
})
export type TakePredictions = z.infer<typeof TakePredictions>

export const TakenPredictions = z.strictObject({ runId: RunId, name: z.string() })
