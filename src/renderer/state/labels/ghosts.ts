import { useMemo } from 'react'
import { create } from 'zustand'
import type { BoxRecord, ImageRow } from '../../../shared/annotation/schema'
import type { BoxId, ImageId } from '../../../shared/ids'
import { countText as countInEnglish } from '../../../shared/text/count'
import { copiesOn } from '../../annotator/commands/copies'
import { type GhostJudgement, standingGhosts, unjudged } from '../../annotator/commands/ghosts'
import { readDocument, rowOf, useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { setCanvasManners, usePreferences } from '../studio/preferences'
import { commit } from './edits'
import { useSelection } from './selection'

interface Ghosts extends GhostJudgement {
  /** The picture that they are offered on: it had no labels when one came to it. */
  imageId: ImageId | null
  boxes: readonly BoxRecord[]
  selectedId: BoxId | null
}

const nothing: Ghosts = { imageId: null, boxes: [], selectedId: null, ...unjudged }

/** Boxes of the previous picture, offered until they are accepted. */
export const useGhosts = create<Ghosts>(() => nothing)

atProjectChange(() => useGhosts.setState(nothing, true))

/** The picture before one, of those in the project. */
export function previousImage(imageId: ImageId | null): ImageRow | undefined {
  const { images, places } = useProject.getState()
  const place = imageId === null ? undefined : places.get(imageId)
  return place === undefined ? undefined : images.slice(0, place).findLast(({ takenOut }) => !takenOut)
}

/** Offers the previous picture's boxes on this one where it has no labels; elsewhere offers none. */
export async function offerGhosts(imageId: ImageId | null): Promise<void> {
  if (useGhosts.getState() !== nothing) useGhosts.setState(nothing, true)
  if (imageId === null || !usePreferences.getState().canvas.ghosts) return
  const previous = previousImage(imageId)
  if (previous === undefined || rowOf(useProject.getState(), imageId)?.state !== 'unlabelled') return
  const boxes = (await readDocument(previous.id))?.boxes ?? []
  // The person may have gone on while the boxes were read.
  if (useSelection.getState().imageId === imageId) useGhosts.setState({ ...nothing, imageId, boxes })
}

/** Turns the mode on or off. */
export async function toggleGhosts(): Promise<void> {
  setCanvasManners({ ghosts: !usePreferences.getState().canvas.ghosts })
  await offerGhosts(useSelection.getState().imageId)
}

/** The ghosts that stand on the picture in sight, outside React. */
export function ghostsHere(): readonly BoxRecord[] {
  const { imageId, boxes, ...judgement } = useGhosts.getState()
  if (imageId === null || imageId !== useSelection.getState().imageId) return []
  return standingGhosts(boxes, useProject.getState().documents.get(imageId)?.boxes ?? [], judgement)
}

/** The ghosts that stand on the picture in sight. */
export function useStandingGhosts(): readonly BoxRecord[] {
  const { imageId, boxes, rejected, accepted } = useGhosts()
  const inSight = useSelection((state) => state.imageId)
  const here = useProject((state) => (imageId === null ? undefined : state.documents.get(imageId)?.boxes))
  return useMemo(
    () => (imageId === inSight ? standingGhosts(boxes, here ?? [], { rejected, accepted }) : []),
    [imageId, inSight, boxes, here, rejected, accepted],
  )
}

/** The ghost that is looked at: the chosen one, else the first. */
export function currentGhost(): BoxRecord | null {
  const standing = ghostsHere()
  const { selectedId } = useGhosts.getState()
  return standing.find(({ id }) => id === selectedId) ?? standing[0] ?? null
}

/** Makes labels of ghosts, as one edit. */
export function acceptGhosts(ghosts: readonly BoxRecord[]): void {
  const state = useProject.getState()
  const row = rowOf(state, useSelection.getState().imageId)
  if (row === null) return
  const ground = { classIds: new Set(state.classes.map(({ id }) => id)), now: Date.now() }
  const made = ghosts.map((ghost) => [ghost.id, copiesOn([ghost], row, ground)[0]] as const)
  const added = made.flatMap(([, copy]) => (copy === undefined ? [] : [copy]))
  const label = `Accept ${countInEnglish(added.length, 'ghost box', 'ghost boxes')}`
  if (!commit({ label, boxes: { added } })) return
  useGhosts.setState(({ accepted }) => ({
    accepted: new Map([
      ...accepted,
      ...made.flatMap(([id, copy]): [BoxId, BoxId][] => (copy === undefined ? [] : [[id, copy.id]])),
    ]),
    selectedId: null,
  }))
  useSelection.setState({ selected: [] })
}

/** Wants none of these on this picture. */
export function rejectGhosts(ghosts: readonly BoxRecord[]): void {
  useGhosts.setState(({ rejected }) => ({
    rejected: new Set([...rejected, ...ghosts.map(({ id }) => id)]),
    selectedId: null,
  }))
}
