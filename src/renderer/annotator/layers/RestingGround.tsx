import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { AnnotatorController } from '../controller'
import { atNextFrame } from '../nextFrame'
import { type Painter, RasterCache } from '../rasterCache'
import type { ImageSize } from '../types'
import type { StageSize } from '../viewport'

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
  sheets: Map<HTMLCanvasElement, Painter<unknown>>
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
    let cache: RasterCache | null = null
    let moved = { view: controller.view, at: Number.NEGATIVE_INFINITY }
    let rest: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      if (element.current === null) return
      cache ??= new RasterCache(element.current)
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
    }
    return { sheets, draw, ask: frame.ask, follow, end }
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
    <div ref={element} className="resting-ground">
      <GroundContext value={ground}>{children}</GroundContext>
    </div>
  )
}

/** A canvas of the ground. */
export function Sheet<Content>({ token, paint, changedPlaces }: Painter<Content>) {
  const ground = useContext(GroundContext)
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const own = canvas.current
    if (own === null) return
    ground?.sheets.set(own, { token, paint, changedPlaces } as Painter<unknown>)
    ground?.ask()
    return () => {
      ground?.sheets.delete(own)
    }
  }, [ground, token, paint, changedPlaces])
  return <canvas ref={canvas} />
}
