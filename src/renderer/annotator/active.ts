import type { AnnotatorController } from './controller'

let active: AnnotatorController | null = null

/** The controller of the canvas in sight: what view and nudge actions act on. */
export function activeAnnotator(): AnnotatorController | null {
  return active
}

/** A canvas that comes into sight names itself; returns the way out. */
export function setActiveAnnotator(controller: AnnotatorController): () => void {
  active = controller
  return () => {
    if (active === controller) active = null
  }
}
