import { create } from 'zustand'
import type { ImageId } from '../../../shared/ids'
import { afterFrame } from '../../components/afterFrame'
import { useSelection } from '../../state/labels/selection'

/**
 * The picture in hand as everything around the canvas shows it: it follows once the canvas has had its frame, because
 * rendering lists and panels takes several frames, and the picture must not wait for them. What acts reads `useSelection`.
 */
const useSettled = create<{ imageId: ImageId | null }>(() => ({ imageId: useSelection.getState().imageId }))

let isDue = false

function settle(): void {
  isDue = false
  const { imageId } = useSelection.getState()
  if (useSettled.getState().imageId !== imageId) useSettled.setState({ imageId })
}

useSelection.subscribe(({ imageId }, before) => {
  if (imageId === before.imageId) return
  // What a project that is gone left behind is not shown for a moment longer, and the first picture has nothing before it.
  if (imageId === null || useSettled.getState().imageId === null) return settle()
  if (isDue) return
  isDue = true
  afterFrame(settle)
})

export const useSettledId = (): ImageId | null => useSettled((state) => state.imageId)
