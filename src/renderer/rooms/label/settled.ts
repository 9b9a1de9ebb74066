import { create } from 'zustand'
import type { BoxId, ImageId } from '../../../shared/ids'
import { afterFrame } from '../../components/afterFrame'
import { useSelection } from '../../state/labels/selection'

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
  // The first picture has nothing before it, and what a project that is gone left behind is not shown a moment longer.
  if (imageId === before.imageId || imageId === null || before.imageId === null) return settle()
  isDue = true
  afterFrame(settle)
})

export const useSettledId = (): ImageId | null => useSettled((state) => state.imageId)
export const useSettledBoxes = (): readonly BoxId[] => useSettled((state) => state.selected)
