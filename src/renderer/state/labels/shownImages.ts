import { useMemo } from 'react'
import type { ImageRow } from '../../../shared/annotation/schema'
import { useProject } from '../project/project'
import { useProposals } from '../proposals/proposals'
import { type ImageFilter, parseFilter } from './filterImages'
import { useSelection } from './selection'

/** The pictures that the filter shows, in the order of the list, outside React. */
export function shownImages(): readonly ImageRow[] {
  const { images, classes } = useProject.getState()
  const { filter, only, order } = useSelection.getState()
  const { waiting, teaching } = useProposals.getState()
  const some = inOrder(chosen(images, only), order, teaching)
  return filter.trim() === '' ? some : some.filter(parseFilter(filter, classes, { waiting }).matches)
}

/** The pictures that the filter shows, in the order of the list, and the filter. */
export function useShownImages(): { shown: readonly ImageRow[]; filter: ImageFilter } {
  const images = useProject((state) => state.images)
  const classes = useProject((state) => state.classes)
  const text = useSelection((state) => state.filter)
  const only = useSelection((state) => state.only)
  const order = useSelection((state) => state.order)
  const waiting = useProposals((state) => state.waiting)
  const teaching = useProposals((state) => state.teaching)
  const filter = useMemo(() => parseFilter(text, classes, { waiting }), [text, classes, waiting])
  const shown = useMemo(() => {
    const some = inOrder(chosen(images, only), order, teaching)
    return text.trim() === '' ? some : some.filter(filter.matches)
  }, [images, only, order, teaching, text, filter])
  return { shown, filter }
}

function chosen(
  images: readonly ImageRow[],
  only: { imageIds: ReadonlySet<string> } | null,
): readonly ImageRow[] {
  return only === null ? images : images.filter(({ id }) => only.imageIds.has(id))
}

/** Those that were not ordered (they were labelled already) come last, by path. */
function inOrder(
  images: readonly ImageRow[],
  order: 'path' | 'teaching',
  teaching: ReadonlyMap<string, number>,
): readonly ImageRow[] {
  if (order === 'path' || teaching.size === 0) return images
  const place = (image: ImageRow) => teaching.get(image.id) ?? teaching.size
  return [...images].sort((a, b) => place(a) - place(b))
}
