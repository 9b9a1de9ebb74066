import type Konva from 'konva'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { AnnotatorController } from '../controller'
import { atNextFrame } from '../view/nextFrame'
import type { StageSize } from '../view/viewport'
import { canvasAround, type Shape } from './canvasAround'
import { createStage, KonvaSurface, sizeStage } from './konvaSurface'

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
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef({ stage, shapes, news })
  latest.current = { stage, shapes, news }
  const layer = useMemo(() => {
    let painted: readonly unknown[] = []
    let canvas: Canvas | null = null
    const draw = () => {
      if (element.current === null) return
      canvas ??= createCanvas(element.current)
      painted = latest.current.news()
      paintOn(canvas, latest.current.shapes(), latest.current.stage)
    }
    const frame = atNextFrame(draw)
    const follow = () => {
      const now = latest.current.news()
      if (now.some((part, i) => part !== painted[i])) frame.ask()
    }
    const end = () => {
      frame.cancel()
      canvas?.konva.destroy()
      canvas = null
    }
    return { draw, follow, ask: frame.ask, end }
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
      layer.end()
    }
  }, [controller, layer])
  return <div ref={element} className="canvas-layer" />
}

interface Canvas {
  konva: Konva.Stage
  surface: KonvaSurface
}

function createCanvas(container: HTMLDivElement): Canvas {
  const konva = createStage(container)
  const surface = new KonvaSurface()
  konva.add(surface.layer)
  return { konva, surface }
}

function paintOn({ konva, surface }: Canvas, shapes: readonly Shape[], stage: StageSize): void {
  const { style } = konva.container()
  const has = { width: Math.floor(konva.width()), height: Math.floor(konva.height()) }
  const place = canvasAround(shapes, stage, has)
  const visibility = place === null ? 'hidden' : 'visible'
  if (style.visibility !== visibility) style.visibility = visibility
  if (place === null) return
  const { x1, y1, x2, y2 } = place
  const size = { width: x2 - x1, height: y2 - y1 }
  sizeStage(konva, size, window.devicePixelRatio)
  const transform = `translate(${x1}px, ${y1}px)`
  if (style.transform !== transform) style.transform = transform
  surface.paint({ x1: 0, y1: 0, x2: size.width, y2: size.height }, (ctx) => {
    ctx.translate(-x1, -y1)
    for (const shape of shapes) {
      ctx.save()
      shape.paint(ctx)
      ctx.restore()
    }
  })
}
