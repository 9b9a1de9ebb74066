import type { Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { SplitRequest, type SplitState } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import type { ProjectService } from './projectService'

/** Where the project's database keeps the rule, and the splits that the last deal replaced. */
const RULE = 'splitRule'
const BEFORE = 'splitBefore'

export const DEFAULT_RATIOS = { train: 0.7, val: 0.15, test: 0.15 }

/** How this project's pictures were dealt last; new pictures are dealt likewise. */
export function splitRule(project: ProjectService): SplitRequest {
  const fallback = SplitRequest.parse({ ratios: DEFAULT_RATIOS, seed: 1 })
  const text = project.store.meta(RULE)
  if (text === null) return fallback
  const stored = SplitRequest.safeParse(parseOrNull(text))
  return stored.success ? { ...stored.data, onlyNew: false } : fallback
}

/** Deals as told, and remembers the rule and what it replaced. */
export function applySplits(
  project: ProjectService,
  rule: SplitRequest,
  splits: ReadonlyMap<ImageId, Split>,
): void {
  const before = project.listImages().flatMap(({ id, split }) => {
    const now = splits.get(id)
    return now === undefined || now === split ? [] : [[id, split] as const]
  })
  project.setSplits(splits)
  project.store.setMeta(RULE, JSON.stringify(rule))
  // A deal that changes nothing leaves nothing to take back; the one before it still can be.
  if (before.length > 0) project.store.setMeta(BEFORE, JSON.stringify(before))
}

/** The rule of the last deal, and whether it can be taken back. */
export function splitState(project: ProjectService): SplitState {
  return { rule: splitRule(project), canUndo: previous(project).length > 0 }
}

/** Puts back what the last deal changed; asked again, brings the deal back. */
export function undoSplit(project: ProjectService): void {
  const changes = previous(project)
  if (changes.length === 0) throw new StudioError('not-found', 'There is no deal to take back.')
  const now = new Map(project.listImages().map(({ id, split }) => [id, split]))
  const known = changes.filter(([id]) => now.has(id))
  project.setSplits(new Map(known))
  project.store.setMeta(BEFORE, JSON.stringify(known.map(([id]) => [id, now.get(id) ?? null])))
}

function previous(project: ProjectService): [ImageId, Split | null][] {
  const parsed = parseOrNull(project.store.meta(BEFORE) ?? '[]')
  return Array.isArray(parsed) ? (parsed as [ImageId, Split | null][]) : []
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
