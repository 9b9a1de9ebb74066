import { z } from 'zod'
import { Split } from '../annotation/schema'
import { DataDiff, LabelsOf, PairReport, RunFigures, SeenImage } from '../compare/schema'
import { ImageId, RunId } from '../ids'
import { call } from './define'

export const compareContract = {
  /** Figures of a run with intervals, on the validation pictures as they are labelled now. */
  'compare.figures': call(z.strictObject({ runId: RunId }), RunFigures),
  'compare.pair': call(z.strictObject({ a: RunId, b: RunId, split: Split }), PairReport),
  /** In what the labels that a run saw differ from another run's, or from those of now. */
  'compare.labels': call(z.strictObject({ a: RunId, b: LabelsOf }), DataDiff),
  /** One picture's labels as a run saw them. */
  'compare.seen': call(z.strictObject({ of: LabelsOf, imageId: ImageId }), SeenImage),
} as const
