import type { PairReport } from '../../shared/compare/schema'
import { judgeable } from '../evaluation/splitScene'
import { changedSince } from '../models/changedSince'
import { predictRun } from '../models/predictRun'
import type { RunProject } from '../models/runProject'
import { isTrained, judgePair, type PairQuery, parsePair } from './judgePair'

export interface CompareOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/** As `predictPair`, then `judgePair`. */
export async function compareRuns(
  project: RunProject,
  query: PairQuery,
  options: CompareOptions = {},
): Promise<PairReport> {
  await predictPair(project, query, options)
  return judgePair(project, query, options)
}

/** Predicts what either run has no predictions for: pictures that came into the split after it ended, or have changed since. Throws as `judgePair`. */
export async function predictPair(
  project: RunProject,
  query: PairQuery,
  options: CompareOptions = {},
): Promise<void> {
  const { split, runs } = parsePair(project, query)
  if (project.summary().readOnly) return
  const rows = judgeable(project.listImages(), split)
  for (const { id } of runs.filter(isTrained)) {
    const changed = changedSince(project, id, rows)
    const missing = rows.filter((row) => changed.has(row.id) || project.prediction(id, row.id) === undefined)
    if (missing.length > 0) await predictRun(project, id, missing, options)
  }
}
