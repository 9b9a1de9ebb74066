import type Konva from 'konva'
import { type RefObject, useEffect } from 'react'
import type { AnnotatorController } from './controller'

/** Draws a layer once more, at the next frame, when the controller changes and `isNews` says so: React has no part in it. */
export function useRedraw(
  controller: AnnotatorController,
  layer: RefObject<Konva.Layer | null>,
  isNews: () => boolean = always,
): void {
  useEffect(
    () =>
      controller.subscribe(() => {
        if (isNews()) layer.current?.batchDraw()
      }),
    [controller, layer, isNews],
  )
}

const always = () => true
