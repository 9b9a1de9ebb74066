import { z } from 'zod'

export const ExportTarget = z.enum(['onnx'])
export type ExportTarget = z.infer<typeof ExportTarget>

export const ParityReport = z.strictObject({
  images: z.number().int().nonnegative(),
  detections: z.number().int().nonnegative(),
  maxBoxDifferencePx: z.number(),
  maxScoreDifference: z.number(),
  /** Detections that only one side has because they lie on a threshold: rounding decides there. */
  borderline: z.number().int().nonnegative(),
})
export type ParityReport = z.infer<typeof ParityReport>

export const ExportReport = z.strictObject({
  target: ExportTarget,
  folder: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number().int().nonnegative() })),
  inputs: z.array(
    z.strictObject({ name: z.string(), shape: z.array(z.union([z.number(), z.string()])), type: z.string() }),
  ),
  outputs: z.array(
    z.strictObject({ name: z.string(), shape: z.array(z.union([z.number(), z.string()])), type: z.string() }),
  ),
  parity: ParityReport,
})
export type ExportReport = z.infer<typeof ExportReport>
