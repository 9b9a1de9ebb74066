import { z } from 'zod'

/** How the error queue of a project is looked at; kept with the preferences. */
export const QueueView = z.strictObject({
  /** By filter: chosen values, a range or text. */
  filters: z.record(
    z.string().max(32),
    z.union([z.array(z.string().max(200)).max(1000), z.tuple([z.number(), z.number()]), z.string().max(200)]),
  ),
  sort: z.string().max(32),
  layout: z.enum(['canvas', 'grid', 'list']),
})
export type QueueView = z.infer<typeof QueueView>
