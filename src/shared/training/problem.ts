import { z } from 'zod'

/** A setting and the value that it should take, by its path in the settings: `loss.focal.gamma`. */
export const SettingChange = z.strictObject({ path: z.string(), value: z.json() })
export type SettingChange = z.infer<typeof SettingChange>

/** What one press of a button changes to mend a problem. */
export const Mend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), label: z.string(), changes: z.array(SettingChange).min(1) }),
  /** Shows the pictures in question in the Label room. */
  z.strictObject({
    kind: z.literal('pictures'),
    label: z.string(),
    imageIds: z.array(z.string()).min(1).max(1000),
  }),
  /** Opens the deal of the pictures into splits. */
  z.strictObject({ kind: z.literal('splits'), label: z.string() }),
])
export type Mend = z.infer<typeof Mend>

/** Something about the data or the run that hurts training, its cause, and what mends it. */
export const TrainingProblem = z.strictObject({
  severity: z.enum(['blocks', 'warns']),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  mend: Mend.nullable().default(null),
})
export type TrainingProblem = z.infer<typeof TrainingProblem>
