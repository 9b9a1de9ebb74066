import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { AnnotatorController } from '../controller'
import { atNextFrame } from '../nextFrame'
import type { StageSize } from '../viewport'

interface CanvasLayerProps {
  controller: AnnotatorController
  stage: StageSize
  /** Paints in CSS px on ground that is empty; false where there was nothing to paint. */
  paint(ctx: CanvasRenderingContext2D): boolean
  /** What of the controller the painting shows: as long as that is the same, nothing is painted. */
  news(): readonly unknown[]
}

/**
 * A canvas over the picture that is painted anew, at the next frame, when what it shows of the controller changes; React has no part
 * in that. One that covers the picture costs every frame milliseconds where there is no GPU: an empty one is not touched, and
 * not there for the compositor.
 */
export function CanvasLayer({ controller, stage, paint, news }: CanvasLayerProps) {
  const element = useRef<HTMLCanvasElement>(null)
  const latest = useRef({ stage, paint, news })
  latest.current = { stage, paint, news }
  const layer = useMemo(() => {
    let isInked = false
    let painted: readonly unknown[] = []
    const frame = atNextFrame(() => draw())
    const draw = () => {
      const canvas = element.current
      const ctx = canvas?.getContext('2d')
      if (canvas === null || ctx === null || ctx === undefined) return
      if (setSize(canvas, latest.current.stage)) isInked = false
      if (isInked) ctx.clearRect(0, 0, canvas.width, canvas.height)
      painted = latest.current.news()
      ctx.save()
      isInked = latest.current.paint(ctx)
      ctx.restore()
      const visibility = isInked ? 'visible' : 'hidden'
      if (canvas.style.visibility !== visibility) canvas.style.visibility = visibility
    }
    const follow = () => {
      const now = latest.current.news()
      if (now.some((part, i) => part !== painted[i])) frame.ask()
    }
    return { draw, follow, ...frame }
  }, [])
  // Whatever has rendered this layer anew may be on it.
  useEffect(layer.ask)
  // Another size empties a canvas: it is painted before that is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size says it
  useLayoutEffect(layer.draw, [layer, stage.width, stage.height])
  useEffect(() => {
    const unsubscribe = controller.subscribe(layer.follow)
    return () => {
      unsubscribe()
      layer.cancel()
    }
  }, [controller, layer])
  return <canvas ref={element} className="canvas-layer" />
}

/** True where it had another size: it is empty then. */
function setSize(canvas: HTMLCanvasElement, { width, height }: StageSize): boolean {
  const ratio = window.devicePixelRatio
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width === across && canvas.height === down) return false
  canvas.width = across
  canvas.height = down
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  canvas.getContext('2d')?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return true
}
