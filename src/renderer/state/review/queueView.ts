import type { QueueView } from '../../../shared/review/queueView'
import { useProject } from '../project/project'
import { setPreferences, usePreferences } from '../studio/preferences'
import { errorFilters, type FilterValue, isSet } from './errorFilters'

/** Projects whose view is remembered. */
const KEPT_PROJECTS = 20

const initial: QueueView = { filters: {}, sort: 'hardness', layout: 'canvas' }

/** How the open project's errors are looked at. */
export function queueView(): QueueView {
  const id = useProject.getState().summary?.id
  return (id === undefined ? undefined : usePreferences.getState().queueViews[id]) ?? initial
}

/** The same, followed by a component. */
export function useQueueView(): QueueView {
  const id = useProject((state) => state.summary?.id)
  return usePreferences((state) => (id === undefined ? undefined : state.queueViews[id])) ?? initial
}

export function setQueueView(change: Partial<QueueView>): void {
  const id = useProject.getState().summary?.id
  if (id === undefined) return
  const { [id]: _own, ...others } = usePreferences.getState().queueViews
  const kept = Object.entries(others).slice(1 - KEPT_PROJECTS)
  setPreferences({ queueViews: { ...Object.fromEntries(kept), [id]: { ...queueView(), ...change } } })
}

export function setFilter(id: string, value: FilterValue | null): void {
  const { [id]: _old, ...others } = queueView().filters
  setQueueView({ filters: value === null ? others : { ...others, [id]: value } })
}

/** Chooses a value of a filter, or takes it out of the chosen ones. */
export function toggleChoice(id: string, value: string): void {
  const chosen = queueView().filters[id]
  const values = (Array.isArray(chosen) ? chosen : []).map(String)
  setFilter(id, values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
}

export function clearFilters(): void {
  setQueueView({ filters: {} })
}

/** True where some filter leaves errors out. */
export function isFiltered({ filters }: QueueView): boolean {
  return errorFilters.some((filter) => isSet(filter, filters[filter.id]))
}
