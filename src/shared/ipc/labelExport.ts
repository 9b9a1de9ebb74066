import { z } from 'zod'
import { LabelExportReport, LabelExportRequest, LabelFormatInfo } from '../labelExport/schema'
import { call } from './define'

const nothing = z.strictObject({})

export const labelExportContract = {
  /** Formats that labels can leave in. */
  'labelExport.formats': call(nothing, z.array(LabelFormatInfo)),
  /** Asks for a folder, writes, and reads back what was written. null: the person cancelled. */
  'labelExport.write': call(LabelExportRequest, LabelExportReport.nullable()),
  /** Shows the last export in the system's file manager. */
  'labelExport.reveal': call(nothing, nothing),
} as const
