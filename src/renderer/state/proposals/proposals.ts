import { useMemo } from 'react'
import { create } from 'zustand'
import { type Edit, touchedImages } from '../../../shared/annotation/edit'
import type { ClassId, ImageId, ProposalId } from '../../../shared/ids'
import { standingProposals } from '../../../shared/proposals/rules'
import type { Proposal } from '../../../shared/proposals/schema'
import { call } from '../../ipc/client'
import { useSelection } from '../labels/selection'
import { rowOf, useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { reportError } from '../studio/notices'

interface Proposals {
  /** Of pictures that were looked at, judged ones too. */
  byImage: ReadonlyMap<ImageId, readonly Proposal[]>
  /** How many wait on each picture, whatever the slider hides. */
  waiting: ReadonlyMap<ImageId, number>
  /** Place of a picture in the order of what teaches most; empty while nothing was ordered. */
  teaching: ReadonlyMap<ImageId, number>
  /** Proposals under it are not shown; this until a run has proposed, which says where it is best looked at from. */
  threshold: number
  /** Classes that are not shown. */
  hidden: ReadonlySet<ClassId>
  selectedId: ProposalId | null
  isFormOpen: boolean
}

/** Boxes that models propose, and which of them are in sight. */
export const useProposals = create<Proposals>(() => ({
  byImage: new Map(),
  waiting: new Map(),
  teaching: new Map(),
  threshold: 0.3,
  hidden: new Set(),
  selectedId: null,
  isFormOpen: false,
}))

const set = useProposals.setState
const get = useProposals.getState

/** Proposals of this many pictures are kept at hand. */
const KEPT = 200
const none: readonly Proposal[] = []

/** Another project is open, or none. */
export function forgetProposals(): void {
  set(useProposals.getInitialState())
}

atProjectChange(forgetProposals)

/** Puts the slider to where a run is usually looked at from; it stays where nothing is known. */
export function lookFromScore(score: number | null): void {
  if (score !== null) set({ threshold: score })
}

/** Reads where proposals wait. */
export async function loadOverview(): Promise<void> {
  const { waiting, teaching } = await call('proposals.overview', {})
  set({
    waiting: new Map(waiting.map(({ imageId, count }) => [imageId, count])),
    teaching: new Map(teaching.map((imageId, place) => [imageId, place])),
  })
}

/** Reads everything again, after something else than this page's edits changed it. */
export async function reloadProposals(): Promise<void> {
  if (useProject.getState().summary === null) return forgetProposals()
  const { imageId } = useSelection.getState()
  // What is in sight stays until it is read again.
  set(({ byImage }) => ({ byImage: new Map([...byImage].filter(([id]) => id === imageId)) }))
  await Promise.all([loadOverview(), imageId === null ? undefined : readProposals(imageId, true)])
}

/** Reads a picture's proposals where they are not at hand. */
export async function readProposals(imageId: ImageId, again = false): Promise<void> {
  if (!again && get().byImage.has(imageId)) return
  try {
    const proposals = await call('proposals.read', { imageId })
    // One empty list for all: what is rendered without proposals stays as it is when there turn out to be none.
    const read = proposals.length === 0 ? none : proposals
    set(({ byImage }) => ({ byImage: new Map([...[...byImage].slice(1 - KEPT), [imageId, read] as const]) }))
  } catch (cause) {
    reportError(cause)
  }
}

/**
 * Takes in what an edit (or its undo) said of proposals, and counts again where it drew or deleted. False where it
 * reached pictures that are not at hand: then the overview has to be read again, once the edit is saved.
 */
export function followEdit(edit: Edit): boolean {
  // Proposals go and come back with their class or picture, and change class with a merge: main knows which.
  if (changesClasses(edit) || edit.images.some(([, after]) => after.takenOut !== undefined)) return false
  const states = new Map(edit.proposals?.map(([, { id, state }]) => [id, state]))
  const byImage = new Map(get().byImage)
  const waiting = new Map(get().waiting)
  let isUnsure = false
  for (const imageId of touchedImages(edit)) {
    const proposals = byImage.get(imageId)
    if (proposals === undefined) {
      isUnsure ||= waiting.has(imageId) || states.size > 0
      continue
    }
    const judged = proposals.map((proposal) => {
      const state = states.get(proposal.id)
      return state === undefined ? proposal : { ...proposal, state }
    })
    if (states.size > 0) byImage.set(imageId, judged)
    const count = standingProposals(judged, groundOf(imageId)).length
    if (count > 0) waiting.set(imageId, count)
    else waiting.delete(imageId)
  }
  set({ byImage, waiting })
  return !isUnsure
}

function changesClasses({ classes, moves = [] }: Edit): boolean {
  return classes.removed.length + classes.added.length + moves.length > 0
}

function groundOf(imageId: ImageId) {
  const project = useProject.getState()
  return {
    boxes: project.documents.get(imageId)?.boxes ?? [],
    reviewed: rowOf(project, imageId)?.reviewed ?? false,
  }
}

/** The proposals in sight on the picture in hand, by falling score. */
export function shownProposals(): readonly Proposal[] {
  const { imageId } = useSelection.getState()
  if (imageId === null || !useProject.getState().documents.has(imageId)) return none
  const { byImage, threshold, hidden } = get()
  return standingProposals(byImage.get(imageId) ?? none, groundOf(imageId), { threshold, hidden })
}

/** `shownProposals` of a picture for components. `all`: also those that slider and switches hide. */
export function useStandingProposals(imageId: ImageId | null, all = false): readonly Proposal[] {
  const proposals = useProposals((state) => (imageId === null ? none : (state.byImage.get(imageId) ?? none)))
  const threshold = useProposals((state) => state.threshold)
  const hidden = useProposals((state) => state.hidden)
  const document = useProject((state) => (imageId === null ? undefined : state.documents.get(imageId)))
  const reviewed = useProject((state) => rowOf(state, imageId)?.reviewed ?? false)
  return useMemo(() => {
    if (document === undefined || proposals.length === 0) return none
    const ground = { boxes: document.boxes, reviewed }
    return all
      ? standingProposals(proposals, ground)
      : standingProposals(proposals, ground, { threshold, hidden })
  }, [all, proposals, threshold, hidden, document, reviewed])
}

/** The proposal that keys act on; a selected box comes before it. */
export function selectedProposal(): Proposal | null {
  const { selectedId } = get()
  if (selectedId === null || useSelection.getState().selected.length > 0) return null
  return shownProposals().find(({ id }) => id === selectedId) ?? null
}

export function selectProposal(id: ProposalId | null): void {
  if (id !== null) useSelection.setState({ selected: [] })
  set({ selectedId: id })
}

/** Shows or hides the proposals of a class. */
export function toggleProposedClass(classId: ClassId): void {
  set(({ hidden }) => {
    const next = new Set(hidden)
    if (!next.delete(classId)) next.add(classId)
    return { hidden: next }
  })
}
