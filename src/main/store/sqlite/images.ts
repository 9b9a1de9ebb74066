import { unpackRows } from '../../../shared/annotation/packedRows'
import { type BoxRecord, type ImageRow, imageState, type Split } from '../../../shared/annotation/schema'
import type { BoxId, ClassId, ImageId, Revision } from '../../../shared/ids'
import {
  type BulkChange,
  IMPORT_OWED,
  type ImageContents,
  type PlainBox,
  type SplitContents,
  type Which,
} from '../projectStore'
import type { Database } from './database'
import { journalImport } from './edits'
import { joinColumns, selectImageColumns } from './imageColumns'
import {
  boxTable,
  classTable,
  imageTable,
  insertSql,
  markTable,
  type Table,
  updateSql,
  updateValues,
} from './records'

/** Every image with its state, in the order they came in. */
export function listImages(database: Database): ImageRow[] {
  return unpackRows(joinColumns(selectImageColumns(database, null), null))
}

/** Of pictures that nobody took out; few are, where any are, and their index is small. */
export const NOT_OUT = 'NOT IN (SELECT id FROM images WHERE taken_out = 1)'

/**
 * Boxes of each class that has any. All are counted, which an index answers alone, and those on pictures that were taken
 * out are taken off.
 */
export function countByClass(database: Database): { classId: ClassId; boxes: number }[] {
  const count = (which: string) =>
    database.all<{ classId: ClassId; boxes: number }>(
      `SELECT class_id AS classId, count(*) AS boxes FROM boxes ${which} GROUP BY class_id`,
    )
  const out = count('WHERE image_id IN (SELECT id FROM images WHERE taken_out = 1)')
  const all = count('')
  if (out.length === 0) return all
  const outByClass = new Map(out.map(({ classId, boxes }) => [classId, boxes]))
  return all
    .map(({ classId, boxes }) => ({ classId, boxes: boxes - (outByClass.get(classId) ?? 0) }))
    .filter(({ boxes }) => boxes > 0)
}

export function selectContents(database: Database, imageId: ImageId): ImageContents | undefined {
  const row = database.get('SELECT * FROM images WHERE id = ?', [imageId])
  if (row === undefined) return undefined
  const boxes = database
    .all('SELECT * FROM boxes WHERE image_id = ? ORDER BY created_at, rowid', [imageId])
    .map(boxTable.fromRow)
  const marks = database
    .all('SELECT * FROM marks WHERE image_id = ? ORDER BY created_at, rowid', [imageId])
    .map(markTable.fromRow)
  const classIds = [...new Set(boxes.map((box) => box.classId))].sort()
  const record = imageTable.fromRow(row)
  const state = imageState(boxes.length, record.reviewed)
  return { image: { ...record, state, numBoxes: boxes.length, classIds }, boxes, marks }
}

export function listBoxes(database: Database, which: Which): BoxRecord[] {
  const some = which === 'all' ? '' : `WHERE image_id ${NOT_OUT}`
  return database
    .all(`SELECT * FROM boxes ${some} ORDER BY image_id, created_at, rowid`)
    .map(boxTable.fromRow)
}

/** Boxes come as one JSON text a picture, which is twice as fast as row by row. */
export function selectSplitContents(database: Database, split: Split): SplitContents {
  const groups = database.all<{ imageId: ImageId; list: string }>(
    `SELECT image_id AS imageId,
       json_group_array(json_array(id, class_id, x1, y1, x2, y2, difficult, crowd)) AS list
     FROM boxes WHERE image_id IN (SELECT id FROM images WHERE split = ? AND taken_out = 0) GROUP BY image_id`,
    [split],
  )
  const boxes = new Map<ImageId, PlainBox[]>()
  for (const { imageId, list } of groups) {
    const plain: PlainBox[] = []
    for (const [id, classId, x1, y1, x2, y2, difficult, crowd] of JSON.parse(list) as PlainBoxRow[]) {
      plain.push({ id, classId, x1, y1, x2, y2, difficult: difficult === 1, crowd: crowd === 1 })
    }
    boxes.set(imageId, plain)
  }
  const marks = database
    .all(
      `SELECT marks.* FROM marks JOIN images ON images.id = image_id
       WHERE split = ? AND taken_out = 0 ORDER BY marks.created_at, marks.rowid`,
      [split],
    )
    .map(markTable.fromRow)
  return { boxes, marks }
}

type PlainBoxRow = [
  id: BoxId,
  classId: ClassId,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  difficult: number,
  crowd: number,
]

export function setSplits(database: Database, splits: ReadonlyMap<ImageId, Split | null>): void {
  database.transaction(() => {
    const update = database.prepare('UPDATE images SET split = ? WHERE id = ?')
    for (const [imageId, split] of splits) update.run([split, imageId])
  })
}

/** An import or a rescan: all of it or, after a kill at any moment, nothing. */
export function applyBulk(database: Database, change: BulkChange, at: number): Revision {
  // Random ids touch every page of an index: with the 2 MiB that are usual, pages would be written and read again.
  database.exec(`PRAGMA cache_size = ${-BULK_CACHE_KIB}`)
  return database.transaction(() => {
    const insertRoot = database.prepare('INSERT INTO roots (id, path) VALUES (?, ?)')
    for (const root of change.roots) insertRoot.run([root.id, root.path])
    const insertClass = database.prepare(insertSql(classTable))
    for (const record of change.classes) insertClass.run(classTable.toValues(record))
    insertAll(database, imageTable, change.newImages)
    const updateImage = database.prepare(updateSql(imageTable))
    for (const image of change.changedImages) updateImage.run(updateValues(imageTable, image))
    insertAll(database, boxTable, change.boxes)
    database.run('DELETE FROM meta WHERE key = ?', [IMPORT_OWED])
    return journalImport(database, change.label, at)
  })
}

/** Room for the indexes of some 200,000 boxes; it is only taken as it is used. */
const BULK_CACHE_KIB = 64 * 1024

/** SQLite takes 32,766 values in one statement. */
const MAX_VALUES = 32_766
const ROWS_AT_ONCE = 2000

/**
 * Inserts many records, in their order. The way into SQLite costs more than the row: thousands go in a statement, and
 * columns that hold the same in all of them (nearly half, after an import) go once.
 */
function insertAll<T>(database: Database, table: Table<T>, records: readonly T[]): void {
  const rows = records.map((record) => table.toValues(record))
  const [first] = rows
  if (first === undefined) return
  const isSame = first.map((value, column) => rows.every((row) => row[column] === value))
  const varying = first.flatMap((_, column) => (isSame[column] ? [] : [column]))
  const same = first.flatMap((_, column) => (isSame[column] ? [column] : []))
  const names = [...varying, ...same].map((column) => table.columns[column]).join(', ')
  // One record alone has every column the same: its id goes as a value like the others.
  const row = varying.length === 0 ? '(NULL)' : `(${varying.map(() => '?').join(', ')})`
  const statementOf = (numRows: number) =>
    database.prepare(
      `INSERT INTO ${table.name} (${names}) SELECT ${[...varying.map((_, i) => `column${i + 1}`), ...same.map(() => '?')].join(', ')}
       FROM (VALUES ${new Array(numRows).fill(row).join(', ')})`,
    )
  const atOnce = Math.min(ROWS_AT_ONCE, Math.floor((MAX_VALUES - same.length) / Math.max(1, varying.length)))
  const whole = rows.length >= atOnce ? statementOf(atOnce) : null
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = rows.slice(at, at + atOnce)
    const statement = part.length === atOnce && whole !== null ? whole : statementOf(part.length)
    const values = same.map((column) => first[column])
    for (const each of part) for (const column of varying) values.push(each[column])
    statement.run(values)
  }
}
