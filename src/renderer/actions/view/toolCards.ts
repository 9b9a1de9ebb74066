import { usePropagation } from '../../state/labels/propagation'
import { useTone } from '../../state/studio/tone'

/** Closes the card beside the tools, of which one has room; false where none was open. */
export function closeToolCard(): boolean {
  const isOpen = useTone.getState().isOpen || usePropagation.getState().boxes !== null
  if (isOpen) {
    useTone.setState({ isOpen: false })
    usePropagation.setState({ boxes: null })
  }
  return isOpen
}
