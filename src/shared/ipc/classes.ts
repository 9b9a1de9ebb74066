import { z } from 'zod'
import { Edit } from '../annotation/edit'
import { ClassId, RunId } from '../ids'
import { limits } from '../limits'
import { call } from './define'
import { CommitAck } from './edits'

const count = z.number().int().nonnegative()
const some = z.array(ClassId).min(1).max(limits.maxClasses)

/** A change to classes that reaches further than the list. */
export const ClassChange = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('rename'),
    classId: ClassId,
    name: z.string().max(limits.maxClassNameLength),
  }),
  z.strictObject({ what: z.literal('merge'), classIds: some, into: ClassId }),
  z.strictObject({ what: z.literal('delete'), classIds: some }),
])
export type ClassChange = z.infer<typeof ClassChange>

/** What lies on the pictures of one class or several. */
export const ClassUse = z.strictObject({
  boxes: count,
  /** With one of the boxes at least. */
  pictures: count,
  marks: count,
  /** Proposals that wait to be judged, as the canvas shows them. */
  proposals: count,
})
export type ClassUse = z.infer<typeof ClassUse>

/** What a change would reach. */
export const ClassPreview = ClassUse.extend({
  /** Pictures that would be left without any box. */
  emptied: count,
  /** Boxes of the class that the others go into, 0 where none does. */
  already: count,
  /** Runs that know the classes by the names that they have now. */
  runs: z.array(z.strictObject({ runId: RunId, name: z.string() })),
  /** Why it cannot be done; null: it can. */
  problem: z.string().nullable(),
})
export type ClassPreview = z.infer<typeof ClassPreview>

export const classesContract = {
  'classes.use': call(z.strictObject({}), z.array(ClassUse.extend({ classId: ClassId }))),
  'classes.preview': call(ClassChange, ClassPreview),
  /** Does a merge or a deletion and answers with its edit, for undo. */
  'classes.change': call(ClassChange, z.strictObject({ edit: Edit, ack: CommitAck })),
} as const
