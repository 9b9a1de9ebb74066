import { z } from 'zod'
import { BoxXyxyPx } from '../annotation/schema'
import { BoxId, ClassId, ImageId, RunId } from '../ids'
import { Verdict } from '../review/schema'
import { TrainConfig } from '../training/config/index'
import { TrainingProblem } from '../training/problem'

const count = z.number().int().nonnegative()

/** overlooked: an object without a label; badly-placed: a label whose box is off; swapped: a label with another class. */
export const SuspectKind = z.enum(['overlooked', 'badly-placed', 'swapped'])
export type SuspectKind = z.infer<typeof SuspectKind>

const classed = { classId: ClassId.nullable(), className: z.string(), box: BoxXyxyPx }

/** A label that is probably wrong, with what the model proposes in its place. */
export const Suspect = z.strictObject({
  /** Stable over restarts, as those of review's errors. */
  id: z.string().max(200),
  kind: SuspectKind,
  imageId: ImageId,
  imagePath: z.string(),
  /** ObjectLab's score of the label (of the prediction where there is none): 0 surely wrong, 1 surely right. */
  labelScore: z.number(),
  /** How much it pays to look: the probability that the prediction is right times 1 less the label's score. */
  suspicion: z.number(),
  /** In a sentence. */
  why: z.string(),
  label: z.strictObject({ boxId: BoxId, ...classed }).nullable(),
  prediction: z.strictObject({
    ...classed,
    score: z.number(),
    /** How often predictions of this class and score agree with a label in this run. */
    probability: z.number(),
  }),
  verdict: Verdict.nullable(),
})
export type Suspect = z.infer<typeof Suspect>

export const SuspectList = z.strictObject({
  runId: RunId,
  /** Most worth a look first, kinds in turn. */
  suspects: z.array(Suspect),
  /** Pictures that were judged, with their labels. */
  images: count,
  labels: count,
  /** What the judgement rests on, in a sentence. */
  basis: z.string(),
  /** What could not be judged, in sentences. */
  blind: z.array(z.string()),
})
export type SuspectList = z.infer<typeof SuspectList>

export const FOLDS = { min: 3, max: 5, initial: 3 } as const

/** A k-fold run: each part of the pictures is predicted by a model that was trained on the others. */
export const FoldsRequest = z.strictObject({
  config: TrainConfig,
  k: z.number().int().min(FOLDS.min).max(FOLDS.max).default(FOLDS.initial),
  /** Test pictures are kept out of training, prediction and sight unless asked for. */
  includeTest: z.boolean().default(false),
})
export type FoldsRequest = z.infer<typeof FoldsRequest>

/** What a check of labels would do. */
export const FoldsPlan = z.strictObject({
  pictures: count,
  /** Groups that stay together. */
  groups: count,
  /** Labelled test pictures that are left out. */
  testLeftOut: count,
  estimatedSeconds: z.number(),
  problems: z.array(TrainingProblem),
})
export type FoldsPlan = z.infer<typeof FoldsPlan>
