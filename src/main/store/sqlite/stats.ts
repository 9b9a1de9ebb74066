import type { ProjectStats } from '../../../shared/project/schema'
import type { Database } from './database'
import { NOT_OUT } from './images'

/** Box areas in px of the picture that part small from medium and medium from large (COCO). */
const MEDIUM_AREA = 32 ** 2
const LARGE_AREA = 96 ** 2

/** What is in a project, counted by the database. */
export function selectStats(database: Database): ProjectStats {
  const images = database.get<{ total: number; labelled: number; reviewed: number; empty: number }>(
    `SELECT count(*) AS total, coalesce(sum(labelled), 0) AS labelled, coalesce(sum(reviewed), 0) AS reviewed,
            coalesce(sum(reviewed AND NOT labelled), 0) AS empty
     FROM (SELECT reviewed, EXISTS (SELECT 1 FROM boxes WHERE image_id = images.id) AS labelled FROM images
           WHERE taken_out = 0)`,
  )
  const classes = database.all<ProjectStats['classes'][number]>(
    `SELECT name, count(area) AS boxes, count(DISTINCT image_id) AS images,
            coalesce(sum(area < ?), 0) AS small, coalesce(sum(area >= ? AND area < ?), 0) AS medium,
            coalesce(sum(area >= ?), 0) AS large
     FROM classes LEFT JOIN (SELECT class_id, image_id, (x2 - x1) * (y2 - y1) AS area
       FROM boxes WHERE image_id ${NOT_OUT}) AS b
       ON b.class_id = classes.id
     GROUP BY classes.id ORDER BY place, name`,
    [MEDIUM_AREA, MEDIUM_AREA, LARGE_AREA, LARGE_AREA],
  )
  const splits = { train: 0, val: 0, test: 0, none: 0 }
  for (const row of database.all<{ split: keyof typeof splits; images: number }>(
    "SELECT coalesce(split, 'none') AS split, count(*) AS images FROM images WHERE taken_out = 0 GROUP BY split",
  )) {
    splits[row.split] = row.images
  }
  return {
    images: {
      total: images?.total ?? 0,
      labelled: images?.labelled ?? 0,
      reviewed: images?.reviewed ?? 0,
      empty: images?.empty ?? 0,
    },
    boxes: classes.reduce((sum, { boxes }) => sum + boxes, 0),
    classes,
    splits,
  }
}
