import { Edit } from '../../../shared/annotation/edit'
import type { Split } from '../../../shared/annotation/schema'
import type { ImageId, RunId } from '../../../shared/ids'
import { RunRecord } from '../../../shared/training/run'
import type { Prediction, StoredVerdict } from '../projectStore'
import type { Database } from './database'

interface RunRow {
  record: string
}

/** undefined: the record is damaged; a run that cannot be read must not keep the labels from being opened. */
function readRun({ record }: RunRow): RunRecord | undefined {
  try {
    return RunRecord.parse(JSON.parse(record))
  } catch {
    return undefined
  }
}

/** Runs, oldest first. */
export function listRuns(database: Database): RunRecord[] {
  return database
    .all<RunRow>('SELECT record FROM runs ORDER BY started_at, id')
    .flatMap((row) => readRun(row) ?? [])
}

export function selectRun(database: Database, runId: RunId): RunRecord | undefined {
  const row = database.get<RunRow>('SELECT record FROM runs WHERE id = ?', [runId])
  return row === undefined ? undefined : readRun(row)
}

export function putRun(database: Database, record: RunRecord): void {
  const ap = record.val?.AP ?? record.summary?.val?.AP ?? null
  database.run(
    `INSERT INTO runs (id, status, started_at, val_ap, record) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, started_at = excluded.started_at,
       val_ap = excluded.val_ap, record = excluded.record`,
    [record.id, record.status, record.startedAt, ap, JSON.stringify(RunRecord.parse(record))],
  )
}

interface PredictionRow {
  image_id: ImageId
  detections: string
  ms: number
}

const readPrediction = ({ image_id, detections, ms }: PredictionRow): Prediction => ({
  imageId: image_id,
  detections: JSON.parse(detections) as Prediction['detections'],
  ms,
})

export function savePredictions(database: Database, runId: RunId, predictions: readonly Prediction[]): void {
  database.transaction(() => {
    const insert = database.prepare(
      'INSERT OR REPLACE INTO predictions (run_id, image_id, detections, ms) VALUES (?, ?, ?, ?)',
    )
    for (const { imageId, detections, ms } of predictions) {
      insert.run([runId, imageId, JSON.stringify(detections), ms])
    }
  })
}

export function selectPrediction(database: Database, runId: RunId, imageId: ImageId): Prediction | undefined {
  const row = database.get<PredictionRow>(
    'SELECT image_id, detections, ms FROM predictions WHERE run_id = ? AND image_id = ?',
    [runId, imageId],
  )
  return row === undefined ? undefined : readPrediction(row)
}

export function listPredictions(database: Database, runId: RunId, split?: Split): Prediction[] {
  if (split === undefined) {
    return database
      .all<PredictionRow>('SELECT image_id, detections, ms FROM predictions WHERE run_id = ?', [runId])
      .map(readPrediction)
  }
  return database
    .all<PredictionRow>(
      `SELECT image_id, detections, ms FROM predictions JOIN images ON images.id = image_id
       WHERE run_id = ? AND split = ?`,
      [runId, split],
    )
    .map(readPrediction)
}

export function putVerdict(
  database: Database,
  runId: RunId,
  { errorId, verdict, at, revision }: Omit<StoredVerdict, 'isActive'>,
): void {
  database.run(
    'INSERT OR REPLACE INTO verdicts (run_id, error_id, verdict, at, revision, active) VALUES (?, ?, ?, ?, ?, 1)',
    [runId, errorId, verdict, at, revision],
  )
}

export function removeVerdict(database: Database, runId: RunId, errorId: string): void {
  database.run('DELETE FROM verdicts WHERE run_id = ? AND error_id = ?', [runId, errorId])
}

export function listVerdicts(database: Database, runId: RunId): StoredVerdict[] {
  return database
    .all<Omit<StoredVerdict, 'isActive'> & { active: number }>(
      'SELECT error_id AS errorId, verdict, at, revision, active FROM verdicts WHERE run_id = ? ORDER BY error_id',
      [runId],
    )
    .map(({ active, ...verdict }) => ({ ...verdict, isActive: active === 1 }))
}

/** The edits that a run's standing verdicts made, by the error's id; those that made none are not among them. */
export function listVerdictEdits(database: Database, runId: RunId): Map<string, Edit> {
  const rows = database.all<{ errorId: string; edit: string }>(
    `SELECT error_id AS errorId, edit FROM verdicts JOIN edits ON edits.revision = verdicts.revision
     WHERE run_id = ? AND active = 1 AND edit IS NOT NULL`,
    [runId],
  )
  return new Map(rows.map(({ errorId, edit }) => [errorId, Edit.parse(JSON.parse(edit))]))
}
