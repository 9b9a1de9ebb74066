import { useEffect, useMemo, useRef } from 'react'
import type { AnnotatorController } from '../controller'
import type { ScreenPoint } from '../types'
import { atNextFrame } from '../view/nextFrame'

interface CrosshairProps {
  controller: AnnotatorController
  /** Of the class that a box would get. */
  color: string
  /** A box could be drawn now. */
  isReady: boolean
}

/**
 * Lines through the pointer across the canvas. Two elements that the compositor moves: painted on a canvas they would have it
 * painted anew at every move of the pointer.
 */
export function Crosshair({ controller, color, isReady }: CrosshairProps) {
  const across = useRef<HTMLDivElement>(null)
  const down = useRef<HTMLDivElement>(null)
  const latest = useRef(isReady)
  latest.current = isReady
  const frame = useMemo(
    () =>
      atNextFrame(() => {
        const at = latest.current ? placeOf(controller) : null
        place(across.current, at && `translateY(${Math.round(at.y) - 1}px)`)
        place(down.current, at && `translateX(${Math.round(at.x) - 1}px)`)
      }),
    [controller],
  )
  // Whatever has rendered it anew may move it.
  useEffect(frame.ask)
  useEffect(() => {
    const unsubscribe = controller.subscribe(frame.ask)
    return () => {
      unsubscribe()
      frame.cancel()
    }
  }, [controller, frame])
  return (
    <>
      <div ref={across} className="crosshair crosshair-across" style={{ color }} />
      <div ref={down} className="crosshair crosshair-down" style={{ color }} />
    </>
  )
}

/** Null: it is not to be seen. */
function placeOf({ state, panReady, crosshair }: AnnotatorController): ScreenPoint | null {
  if ((state.at !== 'idle' && state.at !== 'drawing') || panReady) return null
  const onHandle = state.at === 'idle' && state.hover?.on === 'handle'
  return onHandle && crosshair === null ? null : state.pointer
}

function place(line: HTMLElement | null, transform: string | null): void {
  if (line === null) return
  const visibility = transform === null ? 'hidden' : 'visible'
  if (line.style.visibility !== visibility) line.style.visibility = visibility
  if (transform !== null && line.style.transform !== transform) line.style.transform = transform
}
