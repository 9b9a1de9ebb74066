import { z } from 'zod'
import { MissingPiece, PredictionPreview, TakenPredictions, TakePredictions } from '../predictions/schema'
import { call } from './define'

export const predictionsContract = {
  /** Asks for a file or folder of another detector's predictions and says what is in it. null: the dialog was left. */
  'predictions.open': call(
    z.strictObject({ kind: z.enum(['file', 'folder']) }),
    PredictionPreview.nullable(),
  ),
  /** Asks for the file that is missing beside them. null: the dialog was left. */
  'predictions.addPiece': call(z.strictObject({ piece: MissingPiece }), PredictionPreview.nullable()),
  /** The same with other classes chosen. */
  'predictions.preview': call(TakePredictions.pick({ mapping: true }), PredictionPreview),
  /** Takes in what was opened last, as a run. */
  'predictions.take': call(TakePredictions, TakenPredictions),
} as const
