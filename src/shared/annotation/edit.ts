import { z } from 'zod'
import { BoxId, ClassId, ImageId, MarkId, ProposalId } from '../ids'
import { limits } from '../limits'
import { ProposalMark } from '../proposals/schema'
import { BoxRecord, ClassRecord, Flags, MarkRecord } from './schema'

/** A change to one table as data: what went, what came, what became of the rest. */
const tableEdit = <S extends z.ZodType>(record: S) =>
  z.strictObject({
    removed: z.array(record).default([]),
    added: z.array(record).default([]),
    /** [before, after], the same id. */
    changed: z.array(z.tuple([record, record])).default([]),
  })

export interface TableEdit<T> {
  removed: T[]
  added: T[]
  changed: [T, T][]
}

/** What a person says of a whole picture. Absent: the edit leaves that as it is (older edits of the journal know no more). */
export const ImageRemarks = z.strictObject({
  id: ImageId,
  reviewed: z.boolean(),
  flags: Flags.optional(),
  note: z.string().max(limits.maxNoteLength).optional(),
  takenOut: z.boolean().optional(),
})
export type ImageRemarks = z.infer<typeof ImageRemarks>

const idsByImage = <S extends z.ZodType>(id: S) => z.array(z.tuple([ImageId, z.array(id).min(1)])).default([])

/** What goes from one class to another and else stays as it is: ids alone, so that 50,000 boxes are a small edit. */
export const ClassMove = z.strictObject({
  from: ClassId,
  to: ClassId,
  boxes: idsByImage(BoxId),
  marks: idsByImage(MarkId),
  /** A proposal that has gone meanwhile is left out. */
  proposals: idsByImage(ProposalId),
})
export type ClassMove = z.infer<typeof ClassMove>

/**
 * One data change, whole: committed in one transaction, undone by its inverse.
 * Before-values are part of it, so a stale edit is recognised instead of overwriting.
 */
export const Edit = z.strictObject({
  /** What the person did, in a few words: shown in the history. */
  label: z.string().min(1).max(200),
  boxes: tableEdit(BoxRecord).prefault({}),
  classes: tableEdit(ClassRecord).prefault({}),
  marks: tableEdit(MarkRecord).prefault({}),
  images: z.array(z.tuple([ImageRemarks, ImageRemarks])).default([]),
  /** Proposals that were judged. Absent where none was: the journal's older edits have no such part. */
  proposals: z.array(z.tuple([ProposalMark, ProposalMark])).optional(),
  /** Absent where no class was merged. */
  moves: z.array(ClassMove).optional(),
})
export type Edit = z.infer<typeof Edit>
export type EditInput = z.input<typeof Edit>

/** Fills the empty parts of an edit. */
export function createEdit(input: EditInput): Edit {
  return {
    label: input.label,
    boxes: { removed: [], added: [], changed: [], ...(input.boxes as Partial<TableEdit<BoxRecord>>) },
    classes: { removed: [], added: [], changed: [], ...(input.classes as Partial<TableEdit<ClassRecord>>) },
    marks: { removed: [], added: [], changed: [], ...(input.marks as Partial<TableEdit<MarkRecord>>) },
    images: (input.images ?? []) as Edit['images'],
    ...rarePart('proposals', input.proposals as Edit['proposals']),
    ...rarePart('moves', input.moves as Edit['moves']),
  }
}

/** The edit that takes this one back. */
export function invert(edit: Edit): Edit {
  return {
    label: edit.label,
    boxes: invertTable(edit.boxes),
    classes: invertTable(edit.classes),
    marks: invertTable(edit.marks),
    images: edit.images.map(([before, after]) => [after, before]),
    ...rarePart(
      'proposals',
      edit.proposals?.map(([before, after]): [ProposalMark, ProposalMark] => [after, before]),
    ),
    ...rarePart(
      'moves',
      edit.moves?.map((move) => ({ ...move, from: move.to, to: move.from })),
    ),
  }
}

/** A part that older edits of the journal do not have: left away where it is empty. */
function rarePart<K extends 'proposals' | 'moves'>(name: K, part: Edit[K]): Pick<Edit, K> | object {
  return part === undefined || part.length === 0 ? {} : { [name]: part }
}

function invertTable<T>(table: TableEdit<T>): TableEdit<T> {
  return {
    removed: table.added,
    added: table.removed,
    changed: table.changed.map(([before, after]) => [after, before]),
  }
}

/** True where applying the edit would leave everything as it is. */
export function isEmptyEdit(edit: Edit): boolean {
  const tables: TableEdit<unknown>[] = [edit.boxes, edit.classes, edit.marks]
  return (
    edit.images.length === 0 &&
    (edit.proposals ?? []).length === 0 &&
    (edit.moves ?? []).length === 0 &&
    tables.every((t) => t.removed.length + t.added.length + t.changed.length === 0)
  )
}

/** Every image that an edit says something about. */
export function touchedImages(edit: Edit): ReadonlySet<ImageId> {
  const touched = new Set<ImageId>()
  for (const table of [edit.boxes, edit.marks] as TableEdit<{ imageId: ImageId }>[]) {
    for (const record of [...table.removed, ...table.added]) touched.add(record.imageId)
    for (const [before] of table.changed) touched.add(before.imageId)
  }
  for (const [before] of edit.images) touched.add(before.id)
  for (const [before] of edit.proposals ?? []) touched.add(before.imageId)
  for (const { boxes, marks, proposals } of edit.moves ?? []) {
    for (const [imageId] of [...boxes, ...marks, ...proposals]) touched.add(imageId)
  }
  return touched
}

/**
 * Applies one table's part of an edit to records by id, in place.
 * Throws where a before-value is not what the table holds: the edit is stale.
 */
export function applyTable<T extends { id: string }>(records: Map<string, T>, table: TableEdit<T>): void {
  for (const record of table.removed) {
    expectSame(records.get(record.id), record)
    records.delete(record.id)
  }
  for (const [before, after] of table.changed) {
    expectSame(records.get(before.id), before)
    records.set(after.id, after)
  }
  for (const record of table.added) {
    if (records.has(record.id)) throw new RangeError(`stale edit: ${record.id} exists already`)
    records.set(record.id, record)
  }
}

function expectSame<T extends { id: string }>(held: T | undefined, before: T): void {
  if (held === undefined || !sameRecord(held, before)) {
    throw new RangeError(`stale edit: ${before.id} is not as the edit expects it`)
  }
}

/** Equality of two records, key by key, whatever the order of the keys; lists are compared item by item. */
export function sameRecord(a: object, b: object): boolean {
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => sameValue(left[key], right[key]))
}

function sameValue(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? sameRecord(a, b) : Object.is(a, b)
}
