import type Konva from 'konva'
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { AnnotatorController } from '../controller'
import type { ImageSize } from '../types'
import { atNextFrame } from '../view/nextFrame'
import { type Painter, RasterCache, type Surface } from '../view/rasterCache'
import type { StageSize } from '../view/viewport'
import { createStage, KonvaSurface, sizeStage } from './konvaSurface'

interface RestingGroundProps {
  controller: AnnotatorController
  stage: StageSize
  size: ImageSize
  /** `Sheet`s, the lowest first. */
  children: ReactNode
}

/** After so long without a change the view rests. */
const REST_MS = 120

interface Ground {
  sheets: Map<Surface, Painter<unknown>>
  /** Puts a layer on the ground: the higher its level, the later it is painted. */
  lay(surface: KonvaSurface, level: number): void
  /** Has the ground drawn at the next frame. */
  ask(): void
}

const GroundContext = createContext<Ground | null>(null)

/**
 * The picture and all that lies still on it. It moves with the view, by itself: React has no part in that. One layer of the
 * compositor for all: without a GPU each one that covers the picture costs every frame milliseconds.
 */
export function RestingGround({ controller, stage, size, children }: RestingGroundProps) {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef({ stage, extent: size })
  latest.current = { stage, extent: size }
  const ground = useMemo(() => {
    const sheets: Ground['sheets'] = new Map()
    const levels = new Map<Konva.Layer, number>()
    let konva: Konva.Stage | null = null
    const stageOf = (container: HTMLDivElement) => {
      konva ??= createStage(container)
      return konva
    }
    const lay = ({ layer }: KonvaSurface, level: number) => {
      if (element.current === null) return
      levels.set(layer, level)
      const on = stageOf(element.current).getLayers()
      stageOf(element.current).add(layer)
      layer.zIndex(on.filter((other) => other !== layer && (levels.get(other) ?? 0) <= level).length)
    }
    let cache: RasterCache | null = null
    let moved = { view: controller.view, at: Number.NEGATIVE_INFINITY }
    let rest: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      if (element.current === null) return
      const container = element.current
      cache ??= new RasterCache({
        fit: (size, ratio) => sizeStage(stageOf(container), size, ratio),
        move: (x, y, stretch) => {
          const transform = `translate(${x}px, ${y}px) scale(${stretch})`
          if (container.style.transform !== transform) container.style.transform = transform
        },
      })
      const sight = { ...latest.current, view: controller.view, ratio: window.devicePixelRatio }
      cache.show(sheets, sight, performance.now() - moved.at < REST_MS)
    }
    const frame = atNextFrame(draw)
    const follow = () => {
      const { view } = controller
      if (moved.view === view) return
      moved = { view, at: performance.now() }
      clearTimeout(rest)
      rest = setTimeout(frame.ask, REST_MS + 10)
      frame.ask()
    }
    const end = () => {
      clearTimeout(rest)
      frame.cancel()
      for (const layer of konva?.getLayers() ?? []) layer.remove()
      konva?.destroy()
      konva = null
    }
    return { sheets, lay, draw, ask: frame.ask, follow, end }
  }, [controller])
  useEffect(() => {
    const unsubscribe = controller.subscribe(ground.follow)
    return () => {
      unsubscribe()
      ground.end()
    }
  }, [controller, ground])
  const { width, height } = stage
  useLayoutEffect(() => {
    // Another size: painted before that is seen.
    if (width > 0 && height > 0) ground.draw()
  }, [ground, width, height])
  return (
    <>
      <div ref={element} className="resting-ground" />
      <GroundContext value={ground}>{children}</GroundContext>
    </>
  )
}

interface SheetProps<Content> extends Painter<Content> {
  /** Layers of higher levels lie above. */
  level: number
}

/** A layer of the ground. */
export function Sheet<Content>({ token, paint, changedPlaces, level }: SheetProps<Content>) {
  const ground = useContext(GroundContext)
  const surface = useMemo(() => new KonvaSurface(), [])
  useLayoutEffect(() => {
    ground?.lay(surface, level)
    return () => {
      surface.layer.remove()
    }
  }, [ground, surface, level])
  useLayoutEffect(() => {
    ground?.sheets.set(surface, { token, paint, changedPlaces } as Painter<unknown>)
    ground?.ask()
    return () => {
      ground?.sheets.delete(surface)
    }
  }, [ground, surface, token, paint, changedPlaces])
  return null
}
