import { create } from 'zustand'
import type { SavedView } from '../../../shared/search/schema'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { atProjectChange } from '../project/projectChange'
import { notify, reportError } from '../studio/notices'
import { runSearch, useSearch } from './search'

/** Searches with a name, in the order of the list. */
export const useViews = create<{ views: readonly SavedView[] }>(() => ({ views: [] }))

atProjectChange(() => useViews.setState({ views: [] }))

export async function loadViews(): Promise<void> {
  useViews.setState({ views: await call('search.views', {}) })
}

/** Shows what a view finds. */
export const openView = (view: SavedView): Promise<void> => runSearch(view.query, view.sort)

/** Gives the search in hand a name; a view of that name becomes this search. */
export function saveView(name: string): void {
  const { text: query, sort } = useSearch.getState()
  const { views } = useViews.getState()
  const same = views.find((view) => view.name === name.trim())
  const view = { id: same?.id ?? crypto.randomUUID(), name: name.trim(), query, sort }
  keep(same === undefined ? [...views, view] : views.map((other) => (other.id === view.id ? view : other)))
}

export function renameView(id: string, name: string): void {
  if (name.trim() === '') return
  keep(useViews.getState().views.map((view) => (view.id === id ? { ...view, name: name.trim() } : view)))
}

/** Deletes a view; one press brings it back to its place. */
export function deleteView(id: string): void {
  const { views } = useViews.getState()
  const place = views.findIndex((view) => view.id === id)
  const gone = views[place]
  if (gone === undefined) return
  keep(views.filter((view) => view.id !== id))
  const bringBack = () => keep(useViews.getState().views.toSpliced(place, 0, gone))
  notify({
    tone: 'plain',
    title: t('View “{{name}}” deleted', { name: gone.name }),
    action: { label: t('Undo'), run: bringBack },
  })
}

export function moveView(id: string, direction: 1 | -1): void {
  const { views } = useViews.getState()
  const place = views.findIndex((view) => view.id === id)
  const view = views[place]
  if (view === undefined || views[place + direction] === undefined) return
  keep(views.toSpliced(place, 1).toSpliced(place + direction, 0, view))
}

function keep(views: readonly SavedView[]): void {
  const before = useViews.getState().views
  useViews.setState({ views })
  call('search.setViews', { views: [...views] }).catch((cause: unknown) => {
    useViews.setState({ views: before })
    reportError(cause)
  })
}
