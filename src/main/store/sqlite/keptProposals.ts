import type { ClassRecord } from '../../../shared/annotation/schema'
import type { Proposal } from '../../../shared/proposals/schema'
import type { Database } from './database'
import { proposalTable } from './proposals'
import { insertSql } from './records'

// The table drops proposals with their class. They are laid aside in its place, and come back where the class does:
// by undo of its deletion, or by redo of its making. They are no part of the edit, as rounds replace them without one.

const keyOf = (classId: string) => `proposals-of.${classId}`

/** Lays aside the proposals of classes that are about to go. */
export function keepProposals(database: Database, classes: readonly ClassRecord[]): void {
  for (const { id } of classes) {
    const kept = database
      .all('SELECT * FROM proposals WHERE class_id = ? ORDER BY rowid', [id])
      .map(proposalTable.fromRow)
    if (kept.length === 0) continue
    database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [keyOf(id), JSON.stringify(kept)])
  }
}

/** Brings them back with their class, on pictures that are still there. */
export function bringBackProposals(database: Database, classes: readonly ClassRecord[]): void {
  for (const { id } of classes) {
    const held = database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', [keyOf(id)])
    if (held === undefined) continue
    const known = database.prepare(
      `SELECT EXISTS (SELECT 1 FROM images WHERE id = ?) AND NOT EXISTS (SELECT 1 FROM proposals WHERE id = ?) AS ok`,
    )
    const insert = database.prepare(insertSql(proposalTable))
    for (const proposal of JSON.parse(held.value) as Proposal[]) {
      if (known.get<{ ok: number }>([proposal.imageId, proposal.id])?.ok === 1)
        insert.run(proposalTable.toValues(proposal))
    }
    database.run('DELETE FROM meta WHERE key = ?', [keyOf(id)])
  }
}
