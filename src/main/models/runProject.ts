import type { Edit } from '../../shared/annotation/edit'
import type { ImageRow } from '../../shared/annotation/schema'
import type { ImageId, RunId } from '../../shared/ids'
import type { CommitAck, EditKind } from '../../shared/ipc/edits'
import type { ProjectSummary } from '../../shared/project/schema'
import type { Verdict } from '../../shared/review/schema'
import type { RunRecord } from '../../shared/training/run'
import type { ImageContents, Prediction, VerdictRow } from '../store/projectStore'

/** The part of ProjectService that predictions, evaluation, review and export use. */
export interface RunProject {
  readonly folder: string
  summary(): ProjectSummary
  listImages(): ImageRow[]
  readImage(imageId: ImageId): ImageContents
  /** Absolute path; throws where the file may not be read. */
  imageFile(imageId: ImageId): string
  listRuns(): RunRecord[]
  /** Throws `run-not-found`. */
  run(runId: RunId): RunRecord
  runFolder(runId: RunId): string
  putRun(record: RunRecord): void
  savePredictions(runId: RunId, predictions: readonly Prediction[]): void
  prediction(runId: RunId, imageId: ImageId): Prediction | undefined
  listPredictions(runId: RunId): Prediction[]
  listVerdicts(runId: RunId): VerdictRow[]
  setVerdict(runId: RunId, errorId: string, verdict: Verdict | null): void
  commit(edit: Edit, kind: EditKind, verdict?: { runId: RunId; errorId: string; verdict: Verdict }): CommitAck
}
