import { create } from 'zustand'
import type { RunFigures } from '../../../shared/compare/schema'
import type { RunId } from '../../../shared/ids'
import type { RunRecord } from '../../../shared/training/run'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { useNavigation } from '../studio/navigation'
import { reportError } from '../studio/notices'
import { useTraining } from '../training/training'

export type CompareViewId = 'runs' | 'pair' | 'labels' | 'sweep'
export type SortKey =
  | 'name'
  | 'started'
  | 'took'
  | 'preset'
  | 'data'
  | 'AP'
  | 'AP50'
  | 'fpPerImage'
  | 'recall'

interface CompareState {
  view: CompareViewId
  /** The run that keys and the dock are about. */
  currentId: RunId | null
  /** In the order in which they were chosen. */
  chosen: readonly RunId[]
  sort: { key: SortKey; isRising: boolean }
  /** By run; `of`: the record they were taken of, so that a run that went on gets new ones. */
  figures: Readonly<Record<string, { of: string; figures: RunFigures }>>
  /** The run whose name is being typed. */
  renamingId: RunId | null
}

/** What the Compare room shows; actions are the functions below. */
export const useCompare = create<CompareState>(() => ({
  view: 'runs',
  currentId: null,
  chosen: [],
  sort: { key: 'started', isRising: false },
  figures: {},
  renamingId: null,
}))

const set = useCompare.setState
const get = useCompare.getState

export function showCompareView(view: CompareViewId): void {
  set({ view })
}

atProjectChange(() => set(useCompare.getInitialState()))

/** Labels or splits changed: every figure is taken anew when it is looked at. */
export function forgetFigures(): void {
  set({ figures: {} })
}

let loading = 0

/** Reads the figures of runs that are not known yet, one after the other, as long as the table is in sight. */
export async function loadFigures(runs: readonly RunRecord[]): Promise<void> {
  const own = ++loading
  for (const run of runs) {
    const isInSight = useNavigation.getState().room === 'compare' && get().view === 'runs'
    if (own !== loading || !isInSight) return
    const of = stateOf(run)
    if (get().figures[run.id]?.of === of) continue
    try {
      const figures = await call('compare.figures', { runId: run.id })
      set({ figures: { ...get().figures, [run.id]: { of, figures } } })
    } catch (cause) {
      // Deleted while it waited; else it is worth a word.
      if (useTraining.getState().runs.some(({ id }) => id === run.id)) reportError(cause)
    }
  }
}

const stateOf = ({ status, reviewable, finishedAt, thresholds }: RunRecord) =>
  `${status} ${reviewable} ${finishedAt} ${JSON.stringify(thresholds)}`

/** The figures of a run; null while they are on their way. */
export const figuresOf = (state: Pick<CompareState, 'figures'>, runId: RunId): RunFigures | null =>
  state.figures[runId]?.figures ?? null

export function setCurrent(currentId: RunId): void {
  set({ currentId })
}

export function toggleChosen(runId: RunId): void {
  const { chosen } = get()
  set({ chosen: chosen.includes(runId) ? chosen.filter((id) => id !== runId) : [...chosen, runId] })
}

export function clearChosen(): void {
  set({ chosen: [] })
}

export function sortBy(key: SortKey): void {
  const { sort } = get()
  // Names read from A, figures from the best.
  const first = key === 'name' || key === 'preset' || key === 'fpPerImage'
  set({ sort: { key, isRising: sort.key === key ? !sort.isRising : first } })
}

export function startRenaming(renamingId: RunId | null): void {
  set({ renamingId })
}

/** Runs in the order of the table. */
export function sortedRuns(
  runs: readonly RunRecord[],
  { sort, figures }: Pick<CompareState, 'sort' | 'figures'>,
): RunRecord[] {
  const keyOf = (run: RunRecord) => sortValue(run, figures[run.id]?.figures ?? null, sort.key)
  return [...runs].sort((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)]
    // What is not known stands at the end, whichever way the rest goes.
    if (x === null || y === null) return x === y ? b.startedAt - a.startedAt : x === null ? 1 : -1
    const order =
      typeof x === 'string' || typeof y === 'string' ? collator.compare(String(x), String(y)) : x - y
    return (sort.isRising ? order : -order) || b.startedAt - a.startedAt
  })
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function sortValue(run: RunRecord, figures: RunFigures | null, key: SortKey): string | number | null {
  switch (key) {
    case 'name':
      return run.name
    case 'started':
      return run.startedAt
    case 'took':
      return run.summary?.seconds ?? null
    case 'preset':
      return run.origin === 'trained' ? run.preset : null
    case 'data':
      return run.origin === 'trained' ? run.numTrain : null
    default:
      return figures?.[key].value ?? null
  }
}
