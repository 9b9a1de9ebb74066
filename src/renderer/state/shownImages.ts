import { useMemo } from 'react'
import type { ImageRow } from '../../shared/annotation/schema'
import { type ImageFilter, parseFilter } from './filterImages'
import { useProject } from './project'
import { useSelection } from './selection'

/** The pictures that the filter shows, outside React. */
export function shownImages(): readonly ImageRow[] {
  const { images, classes } = useProject.getState()
  const { filter, only } = useSelection.getState()
  return filter.trim() === ''
    ? chosen(images, only)
    : chosen(images, only).filter(parseFilter(filter, classes).matches)
}

/** The pictures that the filter shows, and the filter. */
export function useShownImages(): { shown: readonly ImageRow[]; filter: ImageFilter } {
  const images = useProject((state) => state.images)
  const classes = useProject((state) => state.classes)
  const text = useSelection((state) => state.filter)
  const only = useSelection((state) => state.only)
  const filter = useMemo(() => parseFilter(text, classes), [text, classes])
  const shown = useMemo(() => {
    const some = chosen(images, only)
    return text.trim() === '' ? some : some.filter(filter.matches)
  }, [images, only, text, filter])
  return { shown, filter }
}

function chosen(
  images: readonly ImageRow[],
  only: { imageIds: ReadonlySet<string> } | null,
): readonly ImageRow[] {
  return only === null ? images : images.filter(({ id }) => only.imageIds.has(id))
}
