import { z } from 'zod'
import { ClassId } from '../ids'
import { limits } from '../limits'
import { ImportNote } from './schema'

const count = z.number().int().nonnegative()

/** Where the boxes of a class of the source go: a class of the project, a new one, or nowhere. */
export const ClassTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('existing'), classId: ClassId }),
  z.strictObject({ kind: z.literal('new') }),
  z.strictObject({ kind: z.literal('none') }),
])
export type ClassTarget = z.infer<typeof ClassTarget>

export const MappedClass = z.strictObject({
  /** Its name in the source. */
  from: z.string(),
  boxes: count,
  target: ClassTarget,
  /** Why this target stands there first. */
  how: z.enum(['same name', 'like name', 'new']),
})
export type MappedClass = z.infer<typeof MappedClass>

/** What an import would do; nothing has been written. */
export const ImportPreview = z.strictObject({
  /** Name of the chosen file or folder, or how many files. */
  source: z.string(),
  /** Format it was read as, in words. */
  format: z.string(),
  images: count,
  /** Of these the project does not know yet. */
  newImages: count,
  boxes: count,
  /** Pictures that the source says have nothing on them. */
  empty: count,
  /** Pictures by the part of the source's own split that they get; null: it makes none. */
  splits: z.strictObject({ train: count, val: count, test: count }).nullable(),
  classes: z.array(MappedClass),
  /** A backup is made first; a project that nothing ever came into has nothing to lose. */
  hasBackup: z.boolean(),
  repaired: z.array(ImportNote),
  rejected: z.array(ImportNote),
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** The person's choice; classes that are not named keep what stood there. */
export const ImportChoice = z.strictObject({
  mapping: z
    .array(z.strictObject({ from: z.string().max(limits.maxClassNameLength), target: ClassTarget }))
    .max(100_000),
})
export type ImportChoice = z.infer<typeof ImportChoice>
