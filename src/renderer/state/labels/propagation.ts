import { create } from 'zustand'
import type { BoxRecord, ImageRow } from '../../../shared/annotation/schema'
import { type PropagationPlan, planPropagation, type Target } from '../../annotator/commands/propagate'
import { call } from '../../ipc/client'
import { useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { commit } from './edits'
import { useSelection } from './selection'
import { shownImages } from './shownImages'

interface Propagation {
  /** The boxes that are to be copied; null: the form is closed. */
  boxes: readonly BoxRecord[] | null
  numPictures: number
  onlyUnlabelled: boolean
}

/** The form that copies boxes to the pictures that follow. */
export const usePropagation = create<Propagation>(() => ({
  boxes: null,
  numPictures: 10,
  onlyUnlabelled: false,
}))

atProjectChange(() => usePropagation.setState({ boxes: null }))

/** The pictures after the one in sight, as the list shows them. */
export function followingImages(): readonly ImageRow[] {
  const shown = shownImages()
  const place = shown.findIndex(({ id }) => id === useSelection.getState().imageId)
  return place < 0 ? [] : shown.slice(place + 1)
}

/** Pictures with their boxes; those at hand are taken as the page holds them. */
export async function readTargets(images: readonly ImageRow[]): Promise<Target[]> {
  const { documents } = useProject.getState()
  const targets: Target[] = []
  // Read past the page's store: keeping hundreds would push out the picture in sight.
  for (const image of images) {
    const boxes = documents.get(image.id)?.boxes ?? (await call('images.read', { imageId: image.id })).boxes
    targets.push({ image, boxes })
  }
  return targets
}

/** What propagating would do now. */
export function planNow(targets: readonly Target[], onlyUnlabelled: boolean): PropagationPlan {
  const { boxes } = usePropagation.getState()
  const classIds = new Set(useProject.getState().classes.map(({ id }) => id))
  return planPropagation(boxes ?? [], targets, onlyUnlabelled, { classIds, now: Date.now() })
}

/** Copies the boxes; one edit, and one undo. */
export async function propagate(): Promise<void> {
  const { numPictures, onlyUnlabelled } = usePropagation.getState()
  const { edit } = planNow(await readTargets(followingImages().slice(0, numPictures)), onlyUnlabelled)
  if (edit !== null && commit(edit)) usePropagation.setState({ boxes: null })
}
