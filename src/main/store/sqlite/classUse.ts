import type { ClassId, ImageId } from '../../../shared/ids'
import type { Database } from './database'

export type ClassTable = 'boxes' | 'marks' | 'proposals'

/** How much lies on the pictures of each class. */
export interface ClassUseRow {
  classId: ClassId
  boxes: number
  pictures: number
  marks: number
}

export function selectClassUse(database: Database): ClassUseRow[] {
  return database.all<ClassUseRow>(
    `SELECT id AS classId,
       (SELECT count(*) FROM boxes WHERE class_id = classes.id) AS boxes,
       (SELECT count(DISTINCT image_id) FROM boxes WHERE class_id = classes.id) AS pictures,
       (SELECT count(*) FROM marks WHERE class_id = classes.id) AS marks
     FROM classes ORDER BY place, rowid`,
  )
}

/** The ids of what a class has in a table, by picture. */
export function selectIdsOfClass(
  database: Database,
  table: ClassTable,
  classId: ClassId,
): [ImageId, string[]][] {
  return database
    .all<{ imageId: ImageId; ids: string }>(
      `SELECT image_id AS imageId, json_group_array(id) AS ids FROM ${table} WHERE class_id = ? GROUP BY image_id`,
      [classId],
    )
    .map(({ imageId, ids }) => [imageId, JSON.parse(ids) as string[]])
}

/** Pictures with boxes of these classes, and those of them that have no other box. */
export function countPicturesOf(
  database: Database,
  classIds: readonly ClassId[],
): { pictures: number; emptied: number } {
  const counted = database.get<{ pictures: number; emptied: number }>(
    `SELECT count(*) AS pictures, coalesce(sum(own = boxes), 0) AS emptied FROM (
       SELECT sum(class_id IN (SELECT value FROM json_each(?1))) AS own, count(*) AS boxes FROM boxes
       WHERE image_id IN (SELECT image_id FROM boxes WHERE class_id IN (SELECT value FROM json_each(?1)))
       GROUP BY image_id)`,
    [JSON.stringify(classIds)],
  )
  return counted ?? { pictures: 0, emptied: 0 }
}
