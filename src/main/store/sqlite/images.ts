import { type BoxRecord, type ImageRow, imageState, type Split } from '../../../shared/annotation/schema'
import type { ClassId, ImageId, Revision } from '../../../shared/ids'
import type { BulkChange, ImageContents } from '../projectStore'
import type { Database } from './database'
import { journalImport } from './edits'
import { boxTable, classTable, imageTable, insertSql, markTable, updateSql, updateValues } from './records'

interface BoxCount {
  image_id: ImageId
  class_id: ClassId
  boxes: number
}

/** Every image with its state, in no particular order: two passes over two tables, put together here. */
export function listImages(database: Database): ImageRow[] {
  const counts = new Map<ImageId, BoxCount[]>()
  for (const row of database.all<BoxCount>(
    `SELECT image_id, class_id, count(*) AS boxes FROM boxes GROUP BY image_id, class_id`,
  )) {
    const known = counts.get(row.image_id)
    if (known === undefined) counts.set(row.image_id, [row])
    else known.push(row)
  }
  return database.all('SELECT * FROM images').map((row) => {
    const record = imageTable.fromRow(row)
    return withState(record, counts.get(record.id) ?? [])
  })
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

export function setSplits(database: Database, splits: ReadonlyMap<ImageId, Split | null>): void {
  database.transaction(() => {
    const update = database.prepare('UPDATE images SET split = ? WHERE id = ?')
    for (const [imageId, split] of splits) update.run([split, imageId])
  })
}

/** An import or a rescan: all of it or, after a kill at any moment, nothing. */
export function applyBulk(database: Database, change: BulkChange, at: number): Revision {
  return database.transaction(() => {
    const insertRoot = database.prepare('INSERT INTO roots (id, path) VALUES (?, ?)')
    for (const root of change.roots) insertRoot.run([root.id, root.path])
    const insertClass = database.prepare(insertSql(classTable))
    for (const record of change.classes) insertClass.run(classTable.toValues(record))
    const insertImage = database.prepare(insertSql(imageTable))
    for (const image of change.newImages) insertImage.run(imageTable.toValues(image))
    const updateImage = database.prepare(updateSql(imageTable))
    for (const image of change.changedImages) updateImage.run(updateValues(imageTable, image))
    const insertBox = database.prepare(insertSql(boxTable))
    for (const box of change.boxes) insertBox.run(boxTable.toValues(box))
    return journalImport(database, change.label, at)
  })
}

function withState(record: ReturnType<typeof imageTable.fromRow>, counts: readonly BoxCount[]): ImageRow {
  const numBoxes = counts.reduce((sum, { boxes }) => sum + boxes, 0)
  return {
    ...record,
    state: imageState(numBoxes, record.reviewed),
    numBoxes,
    classIds: counts.map(({ class_id }) => class_id),
  }
}
