import { PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { setPreferences, usePreferences } from '../state/studio/preferences'
import { IconButton } from './IconButton'
import './Panel.css'

interface PanelProps {
  /** `<room>.left` or `<room>.right`: under this name its width is remembered. */
  id: string
  side: 'left' | 'right'
  label: string
  children: ReactNode
}

const bounds = {
  left: { min: 180, max: 400, initial: 248, toggle: { id: 'toggleLeftPanel', keys: ['['] } },
  right: { min: 220, max: 420, initial: 288, toggle: { id: 'toggleRightPanel', keys: [']'] } },
} as const

const KEY_STEP = 16

/** A side panel of a room: its edge drags, it collapses, and its width is remembered. */
export function Panel({ id, side, label, children }: PanelProps) {
  const { min, max, initial, toggle } = bounds[side]
  const stored = usePreferences((state) => state.panels[id]) ?? initial
  const [dragged, setDragged] = useState<number | null>(null)
  const origin = useRef({ x: 0, width: 0 })
  const width = dragged ?? stored

  if (width === 0) {
    return (
      <div className={`panel-collapsed panel-${side}`}>
        <IconButton
          icon={side === 'left' ? PanelLeftOpen : PanelRightOpen}
          label={`Show ${label.toLowerCase()}`}
          action={toggle}
          tooltipSide={side === 'left' ? 'right' : 'left'}
          onClick={() => togglePanel(id)}
        />
      </div>
    )
  }
  const move = (event: PointerEvent) => {
    if (dragged === null) return
    const travel = (event.clientX - origin.current.x) * (side === 'left' ? 1 : -1)
    setDragged(Math.round(Math.min(max, Math.max(min, origin.current.width + travel))))
  }
  const finish = () => {
    if (dragged !== null && dragged !== stored) setPanelWidth(id, dragged)
    setDragged(null)
  }
  return (
    <aside className={`panel panel-${side}`} aria-label={label} style={{ width }}>
      {children}
      <div
        className="panel-edge"
        role="slider"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label={`Width of ${label.toLowerCase()}`}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={width}
        data-testid={`panel-edge-${id}`}
        onPointerDown={(event) => {
          origin.current = { x: event.clientX, width }
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragged(width)
        }}
        onPointerMove={move}
        onPointerUp={finish}
        onPointerCancel={finish}
        onDoubleClick={() => setPanelWidth(id, initial)}
        onKeyDown={(event) => {
          const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
          if (direction === undefined) return
          const wider = width + KEY_STEP * direction * (side === 'left' ? 1 : -1)
          setPanelWidth(id, Math.min(max, Math.max(min, wider)))
        }}
      />
    </aside>
  )
}

/** Collapses the panel, or opens it again at its first width. */
export function togglePanel(id: string): void {
  const side = id.endsWith('.left') ? 'left' : 'right'
  const isCollapsed = usePreferences.getState().panels[id] === 0
  setPanelWidth(id, isCollapsed ? bounds[side].initial : 0)
}

function setPanelWidth(id: string, width: number): void {
  setPreferences({ panels: { ...usePreferences.getState().panels, [id]: width } })
}
