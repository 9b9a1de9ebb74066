import { Edit, invert, sameRecord, type TableEdit } from '../../../shared/annotation/edit'
import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { ImageId, Revision, RunId } from '../../../shared/ids'
import type { EditKind } from '../../../shared/ipc/edits'
import { limits } from '../../../shared/limits'
import { canonicalEdit, invalid, requireBoxInside, requireLegalClasses, stale } from '../editRules'
import type { EditHistory, VerdictRow } from '../projectStore'
import { noteClassChange } from './classHistory'
import { applyMoves } from './classMoves'
import type { Database } from './database'
import { bringBackProposals, keepProposals } from './keptProposals'
import { judgeProposals } from './proposals'
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
import { putVerdict } from './reviews'

/**
 * Writes an edit and its row in the journal in one transaction. An undo (redo) that takes back (brings back) exactly
 * what a journal row did moves that row between the stacks; any other is a change like every other.
 */
export function commitEdit(
  database: Database,
  edit: Edit,
  kind: EditKind,
  at: number,
  verdict?: { runId: RunId } & VerdictRow,
): Revision {
  const clean = canonicalEdit(edit)
  return database.transaction(() => {
    const revision = currentRevision(database) + 1
    applyEdit(database, clean, revision)
    appendToJournal(database, clean, kind, at, revision)
    if (verdict !== undefined) {
      const { errorId, verdict: said } = verdict
      putVerdict(database, verdict.runId, { errorId, verdict: said, at, revision })
    }
    return revision as Revision
  })
}

export function currentRevision(database: Database): number {
  return (
    database.get<{ revision: number }>('SELECT coalesce(max(revision), 0) AS revision FROM edits')
      ?.revision ?? 0
  )
}

/** A journal row for what is no edit but changes the data: it is counted, and not undone. */
export function journalImport(database: Database, label: string, at: number): Revision {
  const revision = currentRevision(database) + 1
  database.run("INSERT INTO edits (revision, kind, label, at) VALUES (?, 'import', ?, ?)", [
    revision,
    label,
    at,
  ])
  return revision as Revision
}

/** Undo and redo stacks as the journal has them, newest last. */
export function readHistory(database: Database, limit: number): EditHistory {
  const read = (sql: string) =>
    database
      .all<{ edit: string; at: number }>(sql, [limit])
      .map(({ edit, at }) => ({ edit: Edit.parse(JSON.parse(edit)), at }))
      .reverse()
  return {
    undo: read(
      "SELECT edit, at FROM edits WHERE state = 'done' ORDER BY coalesce(undone_at, revision) DESC LIMIT ?",
    ),
    redo: read("SELECT edit, at FROM edits WHERE state = 'undone' ORDER BY undone_at DESC LIMIT ?"),
  }
}

/** The edit of a journal row. */
export function selectEdit(database: Database, revision: number): Edit | undefined {
  const row = database.get<{ edit: string | null }>('SELECT edit FROM edits WHERE revision = ?', [revision])
  return row?.edit == null ? undefined : Edit.parse(JSON.parse(row.edit))
}

/** Edits of the journal after a revision, as they were done; an undo counts as the edit that it takes back. */
export function selectEditsSince(database: Database, revision: number): Edit[] | null {
  const rows = database.all<{ edit: string | null }>(
    `SELECT coalesce(later.edit, target.edit) AS edit FROM edits AS later
     LEFT JOIN edits AS target ON target.revision = later.target WHERE later.revision > ?`,
    [revision],
  )
  const edits: Edit[] = []
  for (const { edit } of rows) {
    if (edit === null) return null
    edits.push(Edit.parse(JSON.parse(edit)))
  }
  return edits
}

function applyEdit(database: Database, edit: Edit, revision: number): void {
  noteClassChange(database, edit, revision)
  const { removed, ...there } = edit.classes
  applyTable(database, classTable, { ...there, removed: [] }, 'the class list')
  applyMoves(database, edit.moves ?? [])
  keepProposals(database, removed)
  applyTable(database, classTable, { removed, added: [], changed: [] }, 'the class list')
  requireLegalRegions(database, edit)
  applyTable(database, boxTable, edit.boxes, 'a box')
  applyTable(database, markTable, edit.marks, 'a mark')
  applyRemarks(database, edit.images)
  bringBackProposals(database, edit.classes.added)
  judgeProposals(database, edit.proposals ?? [])
  if (edit.classes.added.length + edit.classes.changed.length > 0)
    requireLegalClasses(database.all('SELECT * FROM classes').map(classTable.fromRow))
  requireRoom(database, edit)
  requireUnusedClasses(database, edit)
}

function applyTable<T extends { id: string }>(
  database: Database,
  table: Table<T>,
  edit: TableEdit<T>,
  what: string,
): void {
  const select = database.prepare(`SELECT * FROM ${table.name} WHERE id = ?`)
  const expectSame = (before: T) => {
    const row = select.get([before.id])
    if (row === undefined || !sameRecord(table.fromRow(row), before)) throw stale(what)
  }
  if (edit.removed.length > 0) {
    const remove = database.prepare(`DELETE FROM ${table.name} WHERE id = ?`)
    for (const record of edit.removed) {
      expectSame(record)
      remove.run([record.id])
    }
  }
  if (edit.changed.length > 0) {
    const update = database.prepare(updateSql(table))
    for (const [before, after] of edit.changed) {
      expectSame(before)
      update.run(updateValues(table, after))
    }
  }
  if (edit.added.length > 0) {
    const insert = database.prepare(insertSql(table))
    for (const record of edit.added) {
      if (select.get([record.id]) !== undefined) throw stale(what)
      insert.run(table.toValues(record))
    }
  }
}

function applyRemarks(database: Database, images: Edit['images']): void {
  // Prepared once: many pictures may be marked at a time.
  const select = database.prepare('SELECT * FROM images WHERE id = ?')
  const update = database.prepare(updateSql(imageTable))
  for (const [before, after] of images) {
    const row = select.get([before.id])
    if (row === undefined) throw stale('a picture')
    const image = imageTable.fromRow(row)
    if (!sameRecord({ ...image, ...before }, image)) throw stale('a picture')
    update.run(updateValues(imageTable, { ...image, ...after }))
  }
}

type Region = BoxXyxyPx & { imageId: ImageId; classId: string | null }

/** Boxes and marks that came or changed: inside a known picture, of a known class. */
function requireLegalRegions(database: Database, edit: Edit): void {
  const tables: TableEdit<Region>[] = [edit.boxes, edit.marks]
  const added = tables.flatMap((table) => table.added)
  const changed = tables.flatMap((table) => table.changed)
  if (added.length + changed.length === 0) return
  const classIds = new Set(database.all<{ id: string }>('SELECT id FROM classes').map(({ id }) => id))
  for (const { classId } of [...added, ...changed.map(([, after]) => after)]) {
    if (classId !== null && !classIds.has(classId))
      throw invalid('a box has a class that the project does not have')
  }
  const selectImage = database.prepare('SELECT path, width, height FROM images WHERE id = ?')
  const images = new Map<ImageId, { path: string; width: number; height: number } | undefined>()
  // A box that stays where it is may change its class even where its picture was replaced by a smaller one.
  const moved = changed.filter((pair) => !isSamePlace(pair)).map(([, after]) => after)
  for (const region of [...added, ...moved]) {
    if (!images.has(region.imageId)) images.set(region.imageId, selectImage.get([region.imageId]))
    requireBoxInside(region, images.get(region.imageId))
  }
}

function requireRoom(database: Database, edit: Edit): void {
  const count = database.prepare('SELECT count(*) AS boxes FROM boxes WHERE image_id = ?')
  for (const imageId of new Set(edit.boxes.added.map((box) => box.imageId))) {
    if ((count.get<{ boxes: number }>([imageId])?.boxes ?? 0) > limits.maxBoxesPerImage)
      throw invalid(`a picture holds at most ${limits.maxBoxesPerImage} boxes`)
  }
}

function isSamePlace([a, b]: [BoxXyxyPx, BoxXyxyPx]): boolean {
  return a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2
}

function requireUnusedClasses(database: Database, edit: Edit): void {
  for (const { id, name } of edit.classes.removed) {
    const used = database.get(
      'SELECT 1 FROM boxes WHERE class_id = ? UNION ALL SELECT 1 FROM marks WHERE class_id = ? LIMIT 1',
      [id, id],
    )
    if (used !== undefined)
      throw stale(`the class ${JSON.stringify(name)} (it has boxes or marks that the edit leaves out)`)
  }
}

function appendToJournal(database: Database, edit: Edit, kind: EditKind, at: number, revision: number): void {
  const text = JSON.stringify(edit)
  const target = kind === 'do' ? undefined : findTarget(database, edit, kind)
  if (target === undefined) {
    database.run("UPDATE edits SET state = 'discarded' WHERE state = 'undone'")
    database.run(
      "INSERT INTO edits (revision, kind, label, edit, at, state) VALUES (?, 'do', ?, ?, ?, 'done')",
      [revision, edit.label, text, at],
    )
    return
  }
  // undone_at orders both stacks: it says when the row last changed sides.
  database.run('UPDATE edits SET state = ?, undone_at = ? WHERE revision = ?', [
    kind === 'undo' ? 'undone' : 'done',
    revision,
    target,
  ])
  database.run('UPDATE verdicts SET active = ? WHERE revision = ?', [kind === 'redo' ? 1 : 0, target])
  database.run('INSERT INTO edits (revision, kind, label, at, target) VALUES (?, ?, ?, ?, ?)', [
    revision,
    kind,
    edit.label,
    at,
    target,
  ])
}

/** The newest journal row that this undo takes back, or that this redo brings back. */
function findTarget(database: Database, edit: Edit, kind: 'undo' | 'redo'): number | undefined {
  const [state, wanted] = kind === 'undo' ? ['done', invert(edit)] : ['undone', edit]
  const text = JSON.stringify(wanted)
  const rows = database.all<{ revision: number; edit: string | null }>(
    `SELECT revision, edit FROM edits WHERE state = ? AND label = ? ORDER BY coalesce(undone_at, revision) DESC`,
    [state, edit.label],
  )
  // An older version wrote its rows without what was not known then: they are compared as they are read today.
  const isWanted = (row: string | null) =>
    row !== null && (row === text || JSON.stringify(Edit.parse(JSON.parse(row))) === text)
  return rows.find((row) => isWanted(row.edit))?.revision
}
