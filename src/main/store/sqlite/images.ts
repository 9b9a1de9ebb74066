import { unpackRows } from '../../../shared/annotation/packedRows'
import { type BoxRecord, type ImageRow, imageState, type Split } from '../../../shared/annotation/schema'
import type { BoxId, ClassId, ImageId, Revision } from '../../../shared/ids'
import type { BulkChange, ImageContents, PlainBox, SplitContents } from '../projectStore'
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
  return unpackRows(joinColumns(selectImageColumns(database), null))
}

/** Boxes of each class that has any. */
export function countByClass(database: Database): { classId: ClassId; boxes: number }[] {
  return database.all('SELECT class_id AS classId, count(*) AS boxes FROM boxes GROUP BY class_id')
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

export function listBoxes(database: Database): BoxRecord[] {
  return database.all('SELECT * FROM boxes ORDER BY image_id, created_at, rowid').map(boxTable.fromRow)
}

/** Boxes come as one JSON text a picture, which is twice as fast as row by row. */
export function selectSplitContents(database: Database, split: Split): SplitContents {
  const groups = database.all<{ imageId: ImageId; list: string }>(
    `SELECT image_id AS imageId,
       json_group_array(json_array(id, class_id, x1, y1, x2, y2, difficult, crowd)) AS list
     FROM boxes WHERE image_id IN (SELECT id FROM images WHERE split = ?) GROUP BY image_id`,
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
       WHERE split = ? ORDER BY marks.created_at, marks.rowid`,
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
    return journalImport(database, change.label, at)
  })
}

/** Room for the indexes of some 200,000 boxes; it is only taken as it is used. */
const BULK_CACHE_KIB = 64 * 1024

/** SQLite takes 32,766 values in one statement. */
const ROWS_AT_ONCE = 500

/** Inserts many records, hundreds in a statement while there are so many: the way in costs more than the row. */
function insertAll<T>(database: Database, table: Table<T>, records: readonly T[]): void {
  const numWhole = records.length - (records.length % ROWS_AT_ONCE)
  if (numWhole > 0) {
    const row = `(${table.columns.map(() => '?').join(', ')})`
    const rows = new Array(ROWS_AT_ONCE).fill(row).join(', ')
    const statement = database.prepare(
      `INSERT INTO ${table.name} (${table.columns.join(', ')}) VALUES ${rows}`,
    )
    for (let at = 0; at < numWhole; at += ROWS_AT_ONCE)
      statement.run(records.slice(at, at + ROWS_AT_ONCE).flatMap((record) => table.toValues(record)))
  }
  const insert = database.prepare(insertSql(table))
  for (const record of records.slice(numWhole)) insert.run(table.toValues(record))
}
