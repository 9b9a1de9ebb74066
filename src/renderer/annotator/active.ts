import { create } from 'zustand'
import type { AnnotatorController } from './controller'

/** The controller of the canvas in sight: what view and nudge actions act on. */
export const useActive = create<{ controller: AnnotatorController | null }>(() => ({ controller: null }))

/** The controller of the canvas in sight, outside React. */
export function activeAnnotator(): AnnotatorController | null {
  return useActive.getState().controller
}

/** A canvas that comes into sight names itself; returns the way out. */
export function setActiveAnnotator(controller: AnnotatorController): () => void {
  useActive.setState({ controller })
  return () => {
    if (activeAnnotator() === controller) useActive.setState({ controller: null })
  }
}
