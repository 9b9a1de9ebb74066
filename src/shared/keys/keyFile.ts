import { z } from 'zod'

/** The person's own key chords by action id; an empty list: no key. */
export const OwnKeys = z.record(z.string().max(64), z.array(z.string().max(32)).max(4))

/** Keys in a file, for another computer or a colleague. */
export const KeyFile = z.strictObject({
  format: z.literal('focal-keys'),
  version: z.literal(1),
  /** Whose keys lie under the own ones. */
  preset: z.string().max(32),
  keys: OwnKeys,
})
export type KeyFile = z.infer<typeof KeyFile>
