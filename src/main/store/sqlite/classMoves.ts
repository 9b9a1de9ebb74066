import type { ClassMove } from '../../../shared/annotation/edit'
import { stale } from '../editRules'
import type { Database } from './database'

/**
 * Gives boxes, marks and proposals another class, a statement each: 50,000 rows are a second's work, not a minute's.
 * Both classes are in the table by now. Throws `stale-edit`.
 */
export function applyMoves(database: Database, moves: readonly ClassMove[]): void {
  for (const move of moves) {
    for (const table of ['boxes', 'marks', 'proposals'] as const) {
      const ids = move[table].flatMap(([, some]): string[] => some)
      if (ids.length === 0) continue
      const moved = database.run(
        `UPDATE ${table} SET class_id = ? WHERE id IN (SELECT value FROM json_each(?)) AND +class_id = ?`,
        [move.to, JSON.stringify(ids), move.from],
      )
      if (table !== 'proposals' && moved !== ids.length)
        throw stale(table === 'boxes' ? 'a box of the class' : 'a mark of the class')
    }
  }
}
