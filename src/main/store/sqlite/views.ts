import type { SavedView } from '../../../shared/search/schema'
import type { Database } from './database'

/** Searches with a name, in the order of the list. */
export function listViews(database: Database): SavedView[] {
  return database
    .all<Record<'id' | 'name' | 'query' | 'sort', string>>(
      'SELECT id, name, query, sort FROM views ORDER BY place',
    )
    .map(({ sort, ...view }) => ({ ...view, sort: JSON.parse(sort) as SavedView['sort'] }))
}

/** Puts a list in place of the one before. */
export function setViews(database: Database, views: readonly SavedView[]): void {
  database.transaction(() => {
    database.run('DELETE FROM views')
    const insert = database.prepare('INSERT INTO views (id, name, query, sort, place) VALUES (?, ?, ?, ?, ?)')
    for (const [place, { id, name, query, sort }] of views.entries())
      insert.run([id, name, query, JSON.stringify(sort), place])
  })
}
