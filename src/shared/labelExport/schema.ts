import { z } from 'zod'
import { Split } from '../annotation/schema'
import { ImportNote } from '../project/schema'

const count = z.number().int().nonnegative()

/** What of a project's labels leaves, and how. */
export const LabelExportRequest = z.strictObject({
  /** Name of a format that can be written. */
  format: z.string().max(40),
  /** Copies of the pictures go along, byte for byte; else the labels name them. */
  withImages: z.boolean(),
  /** Pictures that nobody has labelled are listed too, without boxes. */
  unlabelled: z.boolean(),
  /** Only this part; null: all pictures. */
  split: Split.nullable(),
})
export type LabelExportRequest = z.infer<typeof LabelExportRequest>

export const LabelExportReport = z.strictObject({
  format: z.string(),
  folder: z.string(),
  files: count,
  images: count,
  boxes: count,
  /** In the order in which the format numbers them. */
  classes: z.array(z.strictObject({ name: z.string(), boxes: count })),
  /** What was left out, renamed, or has no place in the format. */
  notes: z.array(ImportNote),
  /** Read back with the reader of the same format and compared. */
  roundTrip: z.strictObject({ ok: z.boolean(), differences: z.array(z.string()) }),
})
export type LabelExportReport = z.infer<typeof LabelExportReport>

export const LabelFormatInfo = z.strictObject({
  name: z.string(),
  label: z.string(),
  words: z.string(),
  /** What of a box beside class and corners it has a place for. */
  carries: z.array(z.string()),
  /** Pictures that go along lie inside the label files. */
  embeds: z.boolean(),
})
export type LabelFormatInfo = z.infer<typeof LabelFormatInfo>
