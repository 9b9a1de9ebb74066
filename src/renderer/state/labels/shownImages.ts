import { useMemo } from 'react'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { ImageId } from '../../../shared/ids'
import { parseSearch } from '../../../shared/search/parse'
import type { Query } from '../../../shared/search/query'
import { seeksOut } from '../../../shared/search/seeksOut'
import { type ProjectState, useProject } from '../project/project'
import { useSearch } from '../search/search'
import { inProject } from './inProject'
import { useSelection } from './selection'

/** Asked at every step from picture to picture. */
const mayBeOut = (text: string): boolean => /out/i.test(text) && seeksOut(parseSearch(text).query ?? all)
const all: Query = { is: 'all' }

type Only = { imageIds: ReadonlySet<string> } | null
type Rows = Pick<ProjectState, 'images' | 'places'>

/** The pictures that the search shows, in its order, outside React. */
export function shownImages(): readonly ImageRow[] {
  const { ids, text } = useSearch.getState()
  return rowsOf(useProject.getState(), ids, useSelection.getState().only, mayBeOut(text))
}

/** The pictures that the search shows, in its order. */
export function useShownImages(): readonly ImageRow[] {
  const images = useProject((state) => state.images)
  const places = useProject((state) => state.places)
  const ids = useSearch((state) => state.ids)
  const withOut = useSearch((state) => mayBeOut(state.text))
  const only = useSelection((state) => state.only)
  return useMemo(() => rowsOf({ images, places }, ids, only, withOut), [images, places, ids, only, withOut])
}

/** Where the pictures that are shown lie in the list, as long as not all of it was read; null: they are all. */
export function useFirstStretch(): { at: number; total: number } | null {
  const early = useProject((state) => state.early)
  const isWhole = useSearch((state) => state.ids === null)
  const only = useSelection((state) => state.only)
  return isWhole && only === null ? early : null
}

/** What is known of a list of pictures, without those that are gone; taken out are shown where the search is for them. */
function rowsOf(
  { images, places }: Rows,
  ids: readonly ImageId[] | null,
  only: Only,
  withOut: boolean,
): readonly ImageRow[] {
  const key = [images, ids, only, withOut] as const
  if (last?.key.every((part, i) => part === key[i])) return last.rows
  const found =
    ids === null
      ? inProject(images)
      : ids.flatMap((id) => {
          const place = places.get(id)
          return place === undefined || (images[place].takenOut && !withOut) ? [] : [images[place]]
        })
  const rows = only === null ? found : found.filter(({ id }) => only.imageIds.has(id))
  last = { key, rows }
  return rows
}

/** Asked at every step from picture to picture, and mostly nothing has changed. */
let last: {
  key: readonly [readonly ImageRow[], readonly ImageId[] | null, Only, boolean]
  rows: readonly ImageRow[]
} | null = null
