import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageRow } from '../../shared/annotation/schema'
import type { ImageId, RunId } from '../../shared/ids'
import { PREDICTED_FILE, Predicted } from './predictedFile'
import { MODEL_FOLDER } from './runModel'
import type { RunProject } from './runProject'

/** Pictures whose bytes are others than those that the run's predictions were made from. */
export function changedSince(project: RunProject, runId: RunId, rows: readonly ImageRow[]): Set<ImageId> {
  const hashes = predictedHashes(join(project.runFolder(runId), MODEL_FOLDER, PREDICTED_FILE))
  return new Set(
    rows
      .filter(({ id, contentHash }) => hashes[id] !== undefined && hashes[id] !== contentHash)
      .map(({ id }) => id),
  )
}

/** Content hash by picture; nothing is known of a run that was predicted elsewhere. */
function predictedHashes(file: string): Record<string, string> {
  try {
    return Predicted.parse(JSON.parse(readFileSync(file, 'utf8'))).pictures
  } catch {
    return {}
  }
}
