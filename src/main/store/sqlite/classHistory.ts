import { z } from 'zod'
import type { Edit } from '../../../shared/annotation/edit'
import { ClassId } from '../../../shared/ids'
import type { Database } from './database'

const KEY = 'class-history'

/** What classes were called before and what became of them: models trained earlier know them by their old names. */
export const ClassHistory = z.object({
  /** The name that a class had until a revision (which gave it another, or took it away). */
  names: z.array(z.object({ classId: ClassId, name: z.string(), until: z.number() })),
  /** Classes that are gone, and the one that took in what they had. */
  merged: z.array(z.object({ from: ClassId, into: ClassId })),
})
export type ClassHistory = z.infer<typeof ClassHistory>

export function readClassHistory(database: Database): ClassHistory {
  const row = database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', [KEY])
  return row === undefined ? { names: [], merged: [] } : ClassHistory.parse(JSON.parse(row.value))
}

/** Notes what an edit (an undo, a redo) makes of classes' names; part of its transaction. */
export function noteClassChange(database: Database, edit: Edit, revision: number): void {
  const { removed, added, changed } = edit.classes
  const renamed = changed.filter(([before, after]) => before.name !== after.name)
  if (removed.length + added.length + renamed.length === 0) return
  const history = readClassHistory(database)
  for (const { id, name } of [...removed, ...renamed.map(([before]) => before)])
    history.names.push({ classId: id, name, until: revision })
  const back = new Set(added.map(({ id }) => id))
  const gone = new Set(removed.map(({ id }) => id))
  history.merged = [
    ...history.merged.filter(({ from }) => !back.has(from) && !gone.has(from)),
    ...(edit.moves ?? []).flatMap(({ from, to }) => (gone.has(from) ? [{ from, into: to }] : [])),
  ]
  database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [KEY, JSON.stringify(history)])
}
