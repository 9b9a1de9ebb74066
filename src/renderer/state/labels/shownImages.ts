import { useMemo } from 'react'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { ImageId } from '../../../shared/ids'
import { type ProjectState, useProject } from '../project/project'
import { useSearch } from '../search/search'
import { useSelection } from './selection'

type Only = { imageIds: ReadonlySet<string> } | null
type Rows = Pick<ProjectState, 'images' | 'places'>

/** The pictures that the search shows, in its order, outside React. */
export function shownImages(): readonly ImageRow[] {
  return rowsOf(useProject.getState(), useSearch.getState().ids, useSelection.getState().only)
}

/** The pictures that the search shows, in its order. */
export function useShownImages(): readonly ImageRow[] {
  const images = useProject((state) => state.images)
  const places = useProject((state) => state.places)
  const ids = useSearch((state) => state.ids)
  const only = useSelection((state) => state.only)
  return useMemo(() => rowsOf({ images, places }, ids, only), [images, places, ids, only])
}

/** What is known of a list of pictures, without those that are gone. */
function rowsOf({ images, places }: Rows, ids: readonly ImageId[] | null, only: Only): readonly ImageRow[] {
  const key = [images, ids, only] as const
  if (last?.key.every((part, i) => part === key[i])) return last.rows
  const found =
    ids === null
      ? images
      : ids.flatMap((id) => {
          const place = places.get(id)
          return place === undefined ? [] : [images[place]]
        })
  const rows = only === null ? found : found.filter(({ id }) => only.imageIds.has(id))
  last = { key, rows }
  return rows
}

/** Asked at every step from picture to picture, and mostly nothing has changed. */
let last: {
  key: readonly [readonly ImageRow[], readonly ImageId[] | null, Only]
  rows: readonly ImageRow[]
} | null = null
