import type { ClassId } from '../../../shared/ids'
import type { Database } from './database'

/** One row of the journal as the pace sees it. */
export interface JournalTime {
  revision: number
  at: number
  /** False: undone since, or itself an undo: it took time, and what it made does not stand. */
  stands: boolean
  /** Boxes that it made, by class. */
  boxes: { classId: ClassId; count: number }[]
  /** Pictures that it said to be done. */
  pictures: number
}

/** Rows after a revision, at most `limit`, oldest first. Imports are no work of a hand. */
export function selectJournalTimes(database: Database, after: number, limit: number): JournalTime[] {
  return database
    .all<{ revision: number; at: number; state: string | null; added: string | null; pictures: number }>(
      `SELECT revision, at, state,
         CASE WHEN json_array_length(edit, '$.boxes.added') > 0 THEN (
           SELECT json_group_array(json_array(class_id, boxes)) FROM (
             SELECT json_extract(value, '$.classId') AS class_id, count(*) AS boxes
             FROM json_each(edit, '$.boxes.added') GROUP BY class_id)) END AS added,
         CASE WHEN edit IS NULL THEN 0 ELSE (
           SELECT count(*) FROM json_each(edit, '$.images')
           WHERE json_extract(value, '$[1].reviewed') AND NOT json_extract(value, '$[0].reviewed')) END AS pictures
       FROM edits WHERE revision > ? AND kind <> 'import' ORDER BY revision LIMIT ?`,
      [after, limit],
    )
    .map(({ revision, at, state, added, pictures }) => ({
      revision,
      at,
      stands: state === 'done',
      boxes: (JSON.parse(added ?? '[]') as [ClassId, number][]).map(([classId, count]) => ({
        classId,
        count,
      })),
      pictures,
    }))
}

/** Revisions of edits that stand. */
export function selectStanding(database: Database): Set<number> {
  return new Set(
    database
      .all<{ revision: number }>("SELECT revision FROM edits WHERE state = 'done'")
      .map(({ revision }) => revision),
  )
}
