import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { StudioError } from '../../shared/result'
import { ensureBackend } from './backend'
import { goldenChecks } from './checks'
import { compareNumbers } from './compare'
import { unnamedKind } from './evaluationChecks'
import { type GoldenCase, readGolden } from './readGolden'
import type { SelfcheckRow } from './types'

/** Failed cases whose reasons a row tells. */
const MAX_PROBLEMS = 3

/**
 * Runs the production code over every golden file (*.json) of a folder: one row for each file and kind. A file that cannot
 * be read and a kind that nothing here computes are rows that failed. Throws where the folder holds no golden file.
 */
export async function selfcheck(folder: string): Promise<SelfcheckRow[]> {
  const files = goldenFiles(folder)
  await ensureBackend()
  return files.flatMap((file) => checkFile(join(folder, file)))
}

/** Rows of one golden file. */
export function checkFile(path: string): SelfcheckRow[] {
  const file = basename(path)
  let goldens: GoldenCase[]
  try {
    goldens = readGolden(path)
  } catch (cause) {
    return [{ ...emptyRow(file, 'unreadable'), failed: 1, ...outOfReach, problems: [messageOf(cause)] }]
  }
  const rows = new Map<string, SelfcheckRow>()
  for (const [index, golden] of goldens.entries()) {
    const kind = kindOf(golden)
    const row = rows.get(kind) ?? emptyRow(file, kind)
    rows.set(kind, addCase(row, golden, index))
  }
  return [...rows.values()]
}

const outOfReach = { maxAbsError: Number.MAX_VALUE, maxRelError: Number.MAX_VALUE }

function goldenFiles(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (cause) {
    throw new StudioError('folder-unreadable', `${folder} cannot be read: ${messageOf(cause)}`, undefined, {
      cause,
    })
  }
  const files = names.filter((name) => name.endsWith('.json')).sort()
  if (files.length === 0) {
    throw new StudioError('not-found', `${folder} holds no golden file`, 'Golden files end in .json.')
  }
  return files
}

function kindOf(golden: GoldenCase): string {
  if (golden.kind === undefined) return unnamedKind(golden) ?? 'unnamed'
  return String(golden.kind)
}

function emptyRow(file: string, kind: string): SelfcheckRow {
  return { file, kind, cases: 0, maxAbsError: 0, maxRelError: 0, failed: 0 }
}

function addCase(row: SelfcheckRow, golden: GoldenCase, index: number): SelfcheckRow {
  const outcome = runCase(row.kind, golden)
  const problems = row.problems ?? []
  if (outcome.problem !== null && problems.length < MAX_PROBLEMS)
    problems.push(`case ${index}: ${outcome.problem}`)
  return {
    ...row,
    cases: row.cases + 1,
    maxAbsError: Math.max(row.maxAbsError, outcome.absolute),
    maxRelError: Math.max(row.maxRelError, outcome.relative),
    failed: row.failed + (outcome.problem === null ? 0 : 1),
    ...(problems.length > 0 ? { problems } : {}),
  }
}

function runCase(kind: string, golden: GoldenCase) {
  const check = goldenChecks.get(kind)
  const nothing = { absolute: Number.MAX_VALUE, relative: Number.MAX_VALUE }
  if (check === undefined) return { ...nothing, problem: `nothing here computes "${kind}"` }
  try {
    const results = check(golden).map(compareNumbers)
    return {
      absolute: Math.max(...results.map((result) => result.absolute)),
      relative: Math.max(...results.map((result) => result.relative)),
      problem: results.find((result) => result.problem !== null)?.problem ?? null,
    }
  } catch (cause) {
    return { ...nothing, problem: messageOf(cause) }
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
