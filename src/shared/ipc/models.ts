import { z } from 'zod'
import { RunId } from '../ids'
import { ExportReport, ExportTarget } from '../models/schema'
import { call } from './define'

export const modelsContract = {
  /** Asks where to, writes the model there and proves it. null: the person cancelled. */
  'models.export': call(z.strictObject({ runId: RunId, target: ExportTarget }), ExportReport.nullable()),
  /** Shows the last export in the file manager. */
  'models.reveal': call(z.strictObject({ runId: RunId, target: ExportTarget }), z.strictObject({})),
} as const
