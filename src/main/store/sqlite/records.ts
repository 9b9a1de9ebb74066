import type {
  BoxRecord,
  BoxSource,
  BoxXyxyPx,
  ClassRecord,
  ImageRecord,
  MarkRecord,
} from '../../../shared/annotation/schema'
import type { BoxId, ClassId, ImageId, MarkId, RootId } from '../../../shared/ids'
import type { SqlRow, SqlValue } from './database'

/** How one kind of record lies in its table: names in the order of the values. */
export interface Table<T> {
  name: string
  columns: readonly string[]
  toValues(record: T): SqlValue[]
  fromRow(row: SqlRow): T
}

const flag = (value: boolean) => (value ? 1 : 0)

/** Nearly every list is empty, and 100,000 rows are read at once. */
const listOf = <T>(text: unknown): T[] => (text === '[]' ? [] : (JSON.parse(text as string) as T[]))

/** Where a box, a mark or a proposal lies. */
export const cornerColumns = ['x1', 'y1', 'x2', 'y2'] as const
export const cornerValues = ({ x1, y1, x2, y2 }: BoxXyxyPx): SqlValue[] => [x1, y1, x2, y2]
export const cornersOf = (row: SqlRow): BoxXyxyPx => ({
  x1: row.x1 as number,
  y1: row.y1 as number,
  x2: row.x2 as number,
  y2: row.y2 as number,
})

export const imageTable: Table<ImageRecord> = {
  name: 'images',
  columns: [
    'id',
    'root_id',
    'path',
    'width',
    'height',
    'bytes',
    'content_hash',
    'reviewed',
    'split',
    'problem',
    'flags',
    'note',
    'modified_at',
    'taken_out',
  ],
  toValues: (r) => [
    r.id,
    r.rootId,
    r.path,
    r.width,
    r.height,
    r.bytes,
    r.contentHash,
    flag(r.reviewed),
    r.split,
    r.problem,
    JSON.stringify(r.flags),
    r.note,
    r.modifiedAt,
    flag(r.takenOut),
  ],
  fromRow: (row) => ({
    id: row.id as ImageId,
    rootId: row.root_id as RootId,
    path: row.path as string,
    width: row.width as number,
    height: row.height as number,
    bytes: row.bytes as number,
    contentHash: row.content_hash as string,
    reviewed: row.reviewed === 1,
    split: row.split as ImageRecord['split'],
    problem: row.problem as string | null,
    flags: listOf<string>(row.flags),
    note: row.note as string,
    modifiedAt: row.modified_at as number | null,
    takenOut: row.taken_out === 1,
  }),
}

export const classTable: Table<ClassRecord> = {
  name: 'classes',
  columns: ['id', 'name', 'color', 'place'],
  toValues: (r) => [r.id, r.name, r.color, r.order],
  fromRow: (row) => ({
    id: row.id as ClassId,
    name: row.name as string,
    color: row.color as number,
    order: row.place as number,
  }),
}

export const boxTable: Table<BoxRecord> = {
  name: 'boxes',
  columns: [
    'id',
    'image_id',
    'class_id',
    ...cornerColumns,
    'difficult',
    'occluded',
    'truncated',
    'crowd',
    'source',
    'created_at',
    'run_id',
    'reviewed_at',
    'attributes',
  ],
  toValues: (r) => [
    r.id,
    r.imageId,
    r.classId,
    ...cornerValues(r),
    flag(r.difficult),
    flag(r.occluded),
    flag(r.truncated),
    flag(r.crowd),
    r.source,
    r.createdAt,
    r.runId,
    r.reviewedAt,
    JSON.stringify(r.attributes),
  ],
  fromRow: (row) => ({
    id: row.id as BoxId,
    imageId: row.image_id as ImageId,
    classId: row.class_id as ClassId,
    ...cornersOf(row),
    difficult: row.difficult === 1,
    occluded: row.occluded === 1,
    truncated: row.truncated === 1,
    crowd: row.crowd === 1,
    source: row.source as BoxSource,
    createdAt: row.created_at as number,
    runId: row.run_id as string | null,
    reviewedAt: row.reviewed_at as number | null,
    attributes: listOf<BoxRecord['attributes'][number]>(row.attributes),
  }),
}

export const markTable: Table<MarkRecord> = {
  name: 'marks',
  columns: [
    'id',
    'image_id',
    'kind',
    'class_id',
    ...cornerColumns,
    'run_id',
    'score',
    'created_at',
    'weight',
  ],
  toValues: (r) => [
    r.id,
    r.imageId,
    r.kind,
    r.classId,
    ...cornerValues(r),
    r.runId,
    r.score,
    r.createdAt,
    r.weight,
  ],
  fromRow: (row) => ({
    id: row.id as MarkId,
    imageId: row.image_id as ImageId,
    kind: row.kind as MarkRecord['kind'],
    classId: row.class_id as ClassId | null,
    ...cornersOf(row),
    runId: row.run_id as string | null,
    score: row.score as number | null,
    createdAt: row.created_at as number,
    weight: row.weight as number | null,
  }),
}

export const insertSql = <T>({ name, columns }: Table<T>): string =>
  `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** Every column after the id, then the id. */
export const updateSql = <T>({ name, columns }: Table<T>): string =>
  `UPDATE ${name} SET ${columns
    .slice(1)
    .map((column) => `${column} = ?`)
    .join(', ')} WHERE id = ?`

export const updateValues = <T>(table: Table<T>, record: T): SqlValue[] => {
  const [id, ...rest] = table.toValues(record)
  return [...rest, id as SqlValue]
}
