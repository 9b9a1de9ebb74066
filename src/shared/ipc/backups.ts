import { z } from 'zod'
import { call } from './define'

const count = z.number().int().nonnegative()
const nothing = z.strictObject({})

/** A backup's file name, as the studio makes them: never a path. */
export const BackupName = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}-[a-z-]{1,32}\.db$/)

/** What is in a copy of the project's database. */
export const BackupCounts = z.strictObject({ pictures: count, boxes: count, classes: count, reviewed: count })
export type BackupCounts = z.infer<typeof BackupCounts>

export const Backup = z.strictObject({
  name: BackupName,
  /** When it was made, ms since 1970. */
  at: z.number(),
  /** Why it was made: a SnapshotReason. */
  reason: z.string(),
  bytes: count,
  /** null: it cannot be read. */
  counts: BackupCounts.nullable(),
})
export type Backup = z.infer<typeof Backup>

const difference = z.strictObject({
  /** Only in the backup. */
  back: count,
  /** Only in the project. */
  gone: count,
  /** In both, but not the same. */
  changed: count,
})

/** What going back to a backup would do to the labels as they are now. */
export const BackupChanges = z.strictObject({
  boxes: difference,
  marks: difference,
  pictures: difference,
  classes: difference,
  /** Pictures on which a label, the split, a flag or the note would be another. */
  picturesTouched: count,
  /** The edits since, which can no longer be undone one by one. */
  editsSince: count,
})
export type BackupChanges = z.infer<typeof BackupChanges>

export const BackupList = z.strictObject({ now: BackupCounts, backups: z.array(Backup) })
export type BackupList = z.infer<typeof BackupList>

export const backupsContract = {
  'backups.list': call(nothing, BackupList),
  /** Makes one now. */
  'backups.make': call(nothing, BackupList),
  'backups.preview': call(z.strictObject({ name: BackupName }), BackupChanges),
  /** Puts the labels back as they were; `before` is the backup made of what was there, to go back to. */
  'backups.restore': call(z.strictObject({ name: BackupName }), z.strictObject({ before: BackupName })),
} as const
