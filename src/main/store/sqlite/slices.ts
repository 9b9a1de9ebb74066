import type { ImageId, RunId } from '../../../shared/ids'
import type { BoxSlice, Prediction } from '../projectStore'
import type { Database } from './database'

/** So many boxes or predictions are read at a time, so that reading all of them leaves room for other work between. */
const BOXES_AT_ONCE = 20_000
const PREDICTIONS_AT_ONCE = 1000

/** The boxes after a row number, as one JSON text: that is twice as fast as row by row. null: there are no more. */
export function boxSlice(database: Database, after: number): BoxSlice | null {
  const row = database.get<{ last: number | null; list: string }>(
    `SELECT max(place) AS last, json_group_array(json_array(image_id, class_id, w, h, bits, source, attributes)) AS list
     FROM (SELECT rowid AS place, image_id, class_id, x2 - x1 AS w, y2 - y1 AS h,
             difficult + 2 * occluded + 4 * truncated + 8 * crowd AS bits,
             CASE source WHEN 'drawn' THEN 0 WHEN 'imported' THEN 1 ELSE 2 END AS source,
             CASE attributes WHEN '[]' THEN NULL ELSE attributes END AS attributes
           FROM boxes WHERE rowid > ? ORDER BY rowid LIMIT ${BOXES_AT_ONCE})`,
    [after],
  )
  if (row?.last == null) return null
  return { last: row.last, boxes: JSON.parse(row.list) as BoxSlice['boxes'] }
}

/** The predictions of a run on the pictures whose ids follow; empty: there are no more. */
export function predictionSlice(database: Database, runId: RunId, after: ImageId | ''): Prediction[] {
  return database
    .all<{ image_id: ImageId; detections: string; ms: number }>(
      `SELECT image_id, detections, ms FROM predictions WHERE run_id = ? AND image_id > ?
       ORDER BY image_id LIMIT ${PREDICTIONS_AT_ONCE}`,
      [runId, after],
    )
    .map(({ image_id, detections, ms }) => ({
      imageId: image_id,
      detections: JSON.parse(detections) as Prediction['detections'],
      ms,
    }))
}
