import { useSyncExternalStore } from 'react'
import type { AnnotatorController } from './controller'

/** A part of what the controller holds; the component renders again only when that part changes. */
export function useController<T>(
  controller: AnnotatorController,
  part: (controller: AnnotatorController) => T,
): T {
  return useSyncExternalStore(controller.subscribe, () => part(controller))
}
