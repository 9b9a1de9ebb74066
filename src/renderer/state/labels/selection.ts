import { create } from 'zustand'
import type { BoxRecord, BoxXyxyPx, ClassRecord } from '../../../shared/annotation/schema'
import type { BoxId, ClassId, ImageId } from '../../../shared/ids'
import { readDocument, useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { clearSearch } from '../search/search'

export type Tool = 'draw' | 'select'

interface Selection {
  imageId: ImageId | null
  selected: readonly BoxId[]
  /** The class that was chosen for the next box; see `currentClass`. */
  classId: ClassId | null
  tool: Tool
  boxesHidden: boolean
  /** Boxes are hidden while the key is down. */
  peeking: boolean
  /** Of what the search finds only these are shown: those of a problem, or of a round. */
  only: { title: string; imageIds: ReadonlySet<string> } | null
  /** A box that was drawn before any class exists: it waits for a name. */
  naming: BoxXyxyPx | null
  clipboard: readonly BoxRecord[]
}

/** What the Label room is at. */
export const useSelection = create<Selection>(() => ({
  imageId: null,
  selected: [],
  classId: null,
  tool: 'draw',
  boxesHidden: false,
  peeking: false,
  only: null,
  naming: null,
  clipboard: [],
}))

atProjectChange(() => {
  useSelection.setState({
    imageId: null,
    selected: [],
    classId: null,
    only: null,
    naming: null,
    clipboard: [],
  })
})

/** Goes to a picture; resolves when its boxes are there. */
export async function goToImage(imageId: ImageId): Promise<void> {
  const { imageId: before, selected } = useSelection.getState()
  if (before !== imageId) {
    // None stays the same none: whoever shows it is not rendered.
    useSelection.setState({ imageId, selected: selected.length === 0 ? selected : [], naming: null })
  }
  await readDocument(imageId)
}

/** The class of the next box: the chosen one, or the first where that is gone. */
export function currentClass(classes: readonly ClassRecord[], chosen: ClassId | null): ClassRecord | null {
  return classes.find((record) => record.id === chosen) ?? classes[0] ?? null
}

/** The boxes of the picture in sight; empty while they are read. */
export function currentBoxes(): readonly BoxRecord[] {
  const { imageId } = useSelection.getState()
  return (imageId === null ? undefined : useProject.getState().documents.get(imageId)?.boxes) ?? []
}

/** The selected boxes of the picture in sight. */
export function selectedBoxes(): readonly BoxRecord[] {
  const { selected } = useSelection.getState()
  return currentBoxes().filter((box) => selected.includes(box.id))
}

/** Shows some pictures alone, the first of them in hand; null shows all again. */
export function showOnly(only: { title: string; imageIds: readonly string[] } | null): void {
  void clearSearch()
  useSelection.setState({
    only: only === null ? null : { title: only.title, imageIds: new Set(only.imageIds) },
  })
  const first = useProject.getState().images.find(({ id }) => only?.imageIds.includes(id))
  if (first !== undefined) void goToImage(first.id)
}
