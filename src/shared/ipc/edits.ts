import { z } from 'zod'
import { Edit } from '../annotation/edit'
import { Revision } from '../ids'
import { limits } from '../limits'
import { PaceReport } from '../pace/schema'
import { call } from './define'

export const EditKind = z.enum(['do', 'undo', 'redo'])
export type EditKind = z.infer<typeof EditKind>

export const CommitAck = z.strictObject({ revision: Revision, savedAt: z.number().int() })
export type CommitAck = z.infer<typeof CommitAck>

const entries = z.array(z.strictObject({ edit: Edit, at: z.number().int() }))

export const editsContract = {
  /** Answers after the transaction is on disk. */
  'edits.commit': call(z.strictObject({ edit: Edit, kind: EditKind }), CommitAck, limits.maxEditBytes),
  /** Undo and redo stacks as they were left, newest last. */
  'edits.history': call(z.strictObject({}), z.strictObject({ undo: entries, redo: entries })),
  /** How fast the labelling goes, from the journal. */
  'edits.pace': call(z.strictObject({}), PaceReport),
} as const
