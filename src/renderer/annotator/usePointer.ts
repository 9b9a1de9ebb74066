import { type PointerEvent, type RefObject, useEffect } from 'react'
import { ownsKey } from '../keys/ownsKey'
import { spoilTap } from '../keys/tap'
import type { AnnotatorController } from './controller'
import { type Modifiers, type ScreenPoint, screenPoint } from './types'

/** Wheel travel that doubles the scale, in CSS px. */
const WHEEL_PX_PER_DOUBLING = 420
/** A wheel that counts in lines or pages, in CSS px each. */
const WHEEL_UNIT_PX = [1, 32, 400]

/** Translates DOM pointer events to events of the machine. */
export function pointerHandlers(controller: AnnotatorController) {
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 2) controller.pick(pointOf(event))
      if (event.button > 1) return
      event.currentTarget.setPointerCapture(event.pointerId)
      if (controller.panReady) spoilTap()
      controller.dispatch({
        type: 'pointerDown',
        point: pointOf(event),
        button: event.button === 1 ? 'middle' : 'main',
        pan: controller.panReady,
        modifiers: modifiersOf(event),
      })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      controller.dispatch({ type: 'pointerMove', point: pointOf(event), modifiers: modifiersOf(event) })
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      controller.dispatch({ type: 'pointerUp', point: pointOf(event), modifiers: modifiersOf(event) })
    },
    onPointerLeave: () => {
      if (controller.state.at === 'idle') controller.dispatch({ type: 'pointerLeave' })
    },
    onPointerCancel: () => controller.interrupt(),
  }
}

/** Wheel zoom, the pan key and lost focus: these want the window or a listener that is not passive. */
export function useWheelAndPanKey(
  controller: AnnotatorController,
  element: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const travel = event.deltaY * WHEEL_UNIT_PX[event.deltaMode]
      // A pinch on a trackpad comes as a wheel with Ctrl, in finer steps.
      const factor = 2 ** (-(travel * (event.ctrlKey ? 4 : 1)) / WHEEL_PX_PER_DOUBLING)
      controller.zoomBy(Math.min(2, Math.max(0.5, factor)), pointOf(event, target))
    }
    const down = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || ownsKey(event.target, 'Space')) return
      if (!controller.panReady) controller.setPanReady(true)
    }
    const up = (event: KeyboardEvent) => {
      if (event.code === 'Space' && controller.panReady) controller.setPanReady(false)
    }
    const lose = () => {
      controller.setPanReady(false)
      controller.interrupt()
    }
    target.addEventListener('wheel', wheel, { passive: false })
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', lose)
    return () => {
      target.removeEventListener('wheel', wheel)
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', lose)
    }
  }, [controller, element])
}

function pointOf(
  event: { clientX: number; clientY: number; currentTarget: EventTarget | null },
  within?: Element,
): ScreenPoint {
  const bounds = (within ?? (event.currentTarget as Element)).getBoundingClientRect()
  return screenPoint(event.clientX - bounds.left, event.clientY - bounds.top)
}

function modifiersOf(event: Pick<MouseEvent, 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>): Modifiers {
  return { shift: event.shiftKey, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey }
}
