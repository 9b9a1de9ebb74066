import { PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { ContextMenu } from 'radix-ui'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../language/t'
import {
  dockPanel,
  panelBounds,
  type Side,
  setPanelWidth,
  showPanel,
  togglePanel,
} from '../state/studio/panels'
import { usePreferences } from '../state/studio/preferences'
import { IconButton } from './IconButton'
import './Menu.css'
import './Panel.css'

interface PanelProps {
  /** `<room>.left` or `<room>.right`: under this name its width and side are remembered. */
  id: string
  /** Where it is docked until the person docks it elsewhere. */
  side: Side
  label: string
  children: ReactNode
}

const toggles = {
  left: { id: 'toggleLeftPanel', keys: ['['] },
  right: { id: 'toggleRightPanel', keys: [']'] },
} as const
const KEY_STEP = 16

/** A side panel of a room: its edge drags, it collapses, docks on either side, and all of it is remembered. */
export function Panel({ id, side: home, label, children }: PanelProps) {
  const { min, max, initial } = panelBounds[home]
  const stored = usePreferences((state) => state.panels[id]) ?? initial
  const side = usePreferences((state) => state.panelSides[id]) ?? home
  const [dragged, setDragged] = useState<number | null>(null)
  const origin = useRef({ x: 0, width: 0 })
  const width = dragged ?? stored
  useEffect(() => showPanel(id, home), [id, home])

  if (width === 0) {
    return (
      <div className={`panel-collapsed panel-${side}`}>
        <IconButton
          icon={side === 'left' ? PanelLeftOpen : PanelRightOpen}
          label={t('Show {{label}}', { label: label.toLowerCase() })}
          action={toggles[side]}
          tooltipSide={side === 'left' ? 'right' : 'left'}
          onClick={() => togglePanel(id, home)}
        />
      </div>
    )
  }
  const within = (wanted: number) => Math.round(Math.min(max, Math.max(min, wanted)))
  const move = (event: PointerEvent) => {
    if (dragged === null) return
    const travel = (event.clientX - origin.current.x) * (side === 'left' ? 1 : -1)
    setDragged(within(origin.current.width + travel))
  }
  const finish = () => {
    if (dragged !== null && dragged !== stored) setPanelWidth(id, dragged)
    setDragged(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const outward = side === 'left' ? 1 : -1
    const widths: Record<string, number> = {
      ArrowLeft: within(width - KEY_STEP * outward),
      ArrowRight: within(width + KEY_STEP * outward),
      Home: min,
      End: max,
      Enter: 0,
    }
    const wanted = widths[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    setPanelWidth(id, wanted)
  }
  return (
    <aside className={`panel panel-${side}`} aria-label={label} data-side={side} style={{ width }}>
      {children}
      {/* Not modal: a modal menu would put a style element on the page, which the policy forbids. */}
      <ContextMenu.Root modal={false}>
        <ContextMenu.Trigger asChild>
          {/* biome-ignore lint/a11y/useSemanticElements: a line between two panes that can be moved */}
          <div
            className="panel-edge"
            role="separator"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={t('Width of {{label}}', { label: label.toLowerCase() })}
            aria-valuemin={min}
            aria-valuemax={max}
            aria-valuenow={width}
            title={t('Drag, or arrow keys; double press: first width; right press: dock')}
            data-testid={`panel-edge-${id}`}
            onPointerDown={(event) => {
              if (event.button !== 0) return
              origin.current = { x: event.clientX, width }
              event.currentTarget.setPointerCapture(event.pointerId)
              setDragged(width)
            }}
            onPointerMove={move}
            onPointerUp={finish}
            onPointerCancel={finish}
            onDoubleClick={() => setPanelWidth(id, initial)}
            onKeyDown={onKeyDown}
          />
        </ContextMenu.Trigger>
        <ContextMenu.Portal>
          <ContextMenu.Content className="menu" collisionPadding={8}>
            <ContextMenu.Item className="menu-item" onSelect={() => dockPanel(id, home)}>
              {t('Dock on the {{value}}', { value: side === 'left' ? t('right') : t('left') })}
            </ContextMenu.Item>
            <ContextMenu.Item className="menu-item" onSelect={() => togglePanel(id, home)}>
              {t('Collapse')}
            </ContextMenu.Item>
            <ContextMenu.Item className="menu-item" onSelect={() => setPanelWidth(id, initial)}>
              {t('First width')}
            </ContextMenu.Item>
          </ContextMenu.Content>
        </ContextMenu.Portal>
      </ContextMenu.Root>
    </aside>
  )
}
