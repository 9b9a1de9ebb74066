import { create } from 'zustand'
import type { ImageId } from '../../../shared/ids'
import { parseSearch } from '../../../shared/search/parse'
import type { SearchProblem } from '../../../shared/search/query'
import type { SortChoice } from '../../../shared/search/schema'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { useTestSet } from '../project/testSet'
import { useReview } from '../review/review'
import { reportError } from '../studio/notices'
import { rememberSearch } from './recentSearches'

interface Search {
  text: string
  sort: SortChoice
  /** What was found, in the order of the sort; null: all pictures by name. It stays as it is until it is asked again. */
  ids: readonly ImageId[] | null
  /** What is wrong with the text; the list stays what it was. */
  problem: SearchProblem | null
  isAsking: boolean
  /** What the same search would find now, where that is something else. */
  newer: { ids: readonly ImageId[]; numChanged: number } | null
}

export const byName: SortChoice = { by: 'path', descending: false }

/** The search above the pictures and what it found. */
export const useSearch = create<Search>(() => ({
  text: '',
  sort: byName,
  ids: null,
  problem: null,
  isAsking: false,
  newer: null,
}))

const set = useSearch.setState
const get = useSearch.getState

atProjectChange(() => {
  clearTimeout(timer)
  asked++
  set(useSearch.getInitialState())
})

/** The next key is often there sooner. */
const TYPING_MS = 150
let timer: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** The text as it is being typed: what is wrong is said at once, what it finds a moment later. */
export function typeSearch(text: string): void {
  set({ text, problem: parseSearch(text).problem })
  clearTimeout(timer)
  if (get().problem === null) timer = setTimeout(() => void ask(), TYPING_MS)
}

/** Seeks at once. */
export function runSearch(text: string, sort: SortChoice = get().sort): Promise<void> {
  clearTimeout(timer)
  set({ text, sort, problem: parseSearch(text).problem })
  return ask()
}

/** Seeks what was typed without waiting for more, and keeps it among the recent ones. */
export function submitSearch(): void {
  rememberSearch(get().text)
  void runSearch(get().text)
}

/** Lists all pictures again, in the same order. */
export const clearSearch = (): Promise<void> => runSearch('')

export const sortBy = (sort: SortChoice): Promise<void> => runSearch(get().text, sort)

const listsAll = () => get().text.trim() === '' && get().sort.by === 'path' && !get().sort.descending

/** Asks main and shows the answer; the last question wins. */
export async function ask(): Promise<void> {
  const own = ++asked
  if (listsAll()) return set({ ids: null, problem: null, isAsking: false, newer: null })
  if (get().problem !== null) return
  set({ isAsking: true })
  try {
    const { ids, problem } = await find()
    if (own !== asked) return
    set(problem === null ? { ids, problem, newer: null, isAsking: false } : { problem, isAsking: false })
  } catch (cause) {
    if (own !== asked) return
    set({ isAsking: false })
    reportError(cause)
  }
}

/** Asks whether the same search finds something else by now; says so without touching the list. */
export async function lookAgain(): Promise<void> {
  const { ids: shown, problem, isAsking } = get()
  if (shown === null || problem !== null || isAsking) return
  const own = asked
  const { ids, problem: news } = await find()
  if (own !== asked || news !== null) return
  const numChanged = changesBetween(shown, ids)
  set({ newer: numChanged === 0 ? null : { ids, numChanged } })
}

/** Shows what the search finds now. */
export function takeNewer(): void {
  const { newer } = get()
  if (newer !== null) set({ ids: newer.ids, newer: null })
}

function find() {
  const { text: query, sort } = get()
  const { runId } = useReview.getState()
  return call('search.find', { query, sort, runId, includeTest: useTestSet.getState().mayShow })
}

/** Pictures that came, went or moved. */
export function changesBetween(before: readonly string[], after: readonly string[]): number {
  const old = new Set(before)
  const now = new Set(after)
  const came = after.filter((id) => !old.has(id)).length
  const went = before.filter((id) => !now.has(id)).length
  if (came + went > 0) return came + went
  return after.filter((id, place) => before[place] !== id).length
}
