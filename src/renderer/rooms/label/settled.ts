import { create } from 'zustand'
import type { BoxId, ImageId } from '../../../shared/ids'
import { loadPicture, prefetchPicture } from '../../annotator/picture/pictures'
import { afterFrame } from '../../components/afterFrame'
import { useSelection } from '../../state/labels/selection'
import { firstPicture } from '../../state/project/firstPicture'
import { rowOf, useProject } from '../../state/project/project'

/** So long lists and panels stay with the picture before while the next one is read: on two cores they would take it time. */
const PATIENCE_MS = 150

/**
 * The picture in hand and the boxes selected on it, as everything around the canvas shows them: another picture comes here
 * once the canvas has had its frame, because rendering lists and panels takes several frames. What acts reads `useSelection`.
 */
interface Settled {
  imageId: ImageId | null
  selected: readonly BoxId[]
}

const now = (): Settled => {
  const { imageId, selected } = useSelection.getState()
  return { imageId, selected }
}

const useSettled = create<Settled>(now)

let isDue = false

function settle(): void {
  isDue = false
  useSettled.setState(now())
}

useSelection.subscribe(({ imageId, selected }, before) => {
  if (isDue || (imageId === before.imageId && selected === before.selected)) return
  // What a project that is gone left behind is not shown a moment longer.
  if (imageId === before.imageId || imageId === null || before.imageId === null) return settle()
  isDue = true
  void whenReadable(imageId).then(() => afterFrame(settle))
})

// A project's first picture is read while the room around it is rendered, and its history and proposals are.
useProject.subscribe(({ summary, images }, before) => {
  const first = summary !== null && summary.id !== before.summary?.id ? firstPicture(images) : undefined
  if (first !== undefined) prefetchPicture(first, false)
})

/** Resolves when a picture is decoded or cannot be, and at the latest when patience ends. */
function whenReadable(imageId: ImageId): Promise<unknown> {
  const row = rowOf(useProject.getState(), imageId)
  const read = row === null ? Promise.resolve() : loadPicture(row).catch(() => undefined)
  return Promise.race([read, new Promise((done) => setTimeout(done, PATIENCE_MS))])
}

export const useSettledId = (): ImageId | null => useSettled((state) => state.imageId)
export const useSettledBoxes = (): readonly BoxId[] => useSettled((state) => state.selected)
