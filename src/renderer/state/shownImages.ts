import { useMemo } from 'react'
import type { ImageRow } from '../../shared/annotation/schema'
import { type ImageFilter, parseFilter } from './filterImages'
import { useProject } from './project'
import { useSelection } from './selection'

/** The pictures that the filter shows, outside React. */
export function shownImages(): readonly ImageRow[] {
  const { images, classes } = useProject.getState()
  const { filter } = useSelection.getState()
  return filter.trim() === '' ? images : images.filter(parseFilter(filter, classes).matches)
}

/** The pictures that the filter shows, and the filter. */
export function useShownImages(): { shown: readonly ImageRow[]; filter: ImageFilter } {
  const images = useProject((state) => state.images)
  const classes = useProject((state) => state.classes)
  const text = useSelection((state) => state.filter)
  const filter = useMemo(() => parseFilter(text, classes), [text, classes])
  const shown = useMemo(
    () => (text.trim() === '' ? images : images.filter(filter.matches)),
    [images, text, filter],
  )
  return { shown, filter }
}
