import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { AnnotatorController } from '../controller'
import { atNextFrame } from '../nextFrame'
import type { StageSize } from '../viewport'
import { canvasAround, type Shape } from './canvasAround'

interface CanvasLayerProps {
  controller: AnnotatorController
  stage: StageSize
  /** What is painted, the lowest first. */
  shapes(): readonly Shape[]
  /** What of the controller the shapes are made of: as long as that is the same, nothing is painted. */
  news(): readonly unknown[]
}

/**
 * A canvas over the picture that is painted anew, at the next frame, when what it shows of the controller changes; React has
 * no part in that. Without a GPU each of its pixels costs time at every painting, so it is no larger than what is on it.
 */
export function CanvasLayer({ controller, stage, shapes, news }: CanvasLayerProps) {
  const element = useRef<HTMLCanvasElement>(null)
  const latest = useRef({ stage, shapes, news })
  latest.current = { stage, shapes, news }
  const layer = useMemo(() => {
    let painted: readonly unknown[] = []
    const draw = () => {
      if (element.current === null) return
      painted = latest.current.news()
      paintOn(element.current, latest.current.shapes(), latest.current.stage)
    }
    const frame = atNextFrame(draw)
    const follow = () => {
      const now = latest.current.news()
      if (now.some((part, i) => part !== painted[i])) frame.ask()
    }
    return { draw, follow, ask: frame.ask, cancel: frame.cancel }
  }, [])
  // Whatever has rendered this layer anew may be on it.
  useEffect(layer.ask)
  // Another size of the stage: painted before that is seen.
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

function paintOn(canvas: HTMLCanvasElement, shapes: readonly Shape[], stage: StageSize): void {
  const ratio = window.devicePixelRatio
  const has = { width: canvas.width / ratio, height: canvas.height / ratio }
  const place = canvasAround(shapes, stage, has)
  const visibility = place === null ? 'hidden' : 'visible'
  if (canvas.style.visibility !== visibility) canvas.style.visibility = visibility
  const ctx = canvas.getContext('2d')
  if (place === null || ctx === null) return
  layOut(canvas, place, ratio)
  ctx.setTransform(1, 0, 0, 1, 0, 0)
  ctx.clearRect(0, 0, canvas.width, canvas.height)
  ctx.setTransform(ratio, 0, 0, ratio, -place.x1 * ratio, -place.y1 * ratio)
  for (const shape of shapes) {
    ctx.save()
    shape.paint(ctx)
    ctx.restore()
  }
}

function layOut(canvas: HTMLCanvasElement, { x1, y1, x2, y2 }: BoxXyxyPx, ratio: number): void {
  const [width, height] = [Math.round((x2 - x1) * ratio), Math.round((y2 - y1) * ratio)]
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
    canvas.style.width = `${width / ratio}px`
    canvas.style.height = `${height / ratio}px`
  }
  const transform = `translate(${x1}px, ${y1}px)`
  if (canvas.style.transform !== transform) canvas.style.transform = transform
}
