import { memo, useMemo } from 'react'
import type { BoxRecord, BoxXyxyPx, ClassRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import type { AnnotatorController } from '../controller'
import { colorsOf, NO_CLASS_COLOR } from '../paint/colorsOf'
import { FILL, paintBox, paintFocus, paintHandles, paintLabel, SELECTED_FILL } from '../paint/paint'
import { handlePoints } from '../tools/handles'
import type { ToolState } from '../types'
import { boxToScreen, type StageSize } from '../view/viewport'
import { CanvasLayer } from './CanvasLayer'
import { Crosshair } from './Crosshair'
import { LABEL_REACH_PX, REACH_PX, type Shape } from './canvasAround'
import { paintGuides } from './paintGuides'

interface OverlayLayerProps {
  controller: AnnotatorController
  boxes: readonly BoxRecord[]
  classes: readonly ClassRecord[]
  selected: readonly BoxId[]
  /** Colour of what would be drawn. */
  drawColor: string
  drawName: string
  isDrawing: boolean
  editable: boolean
  /** A box that waits for the name of its class. */
  pending: BoxXyxyPx | null
  /** What is looked at. */
  focus: BoxXyxyPx | null
  stage: StageSize
  locked: ReadonlySet<BoxId>
  ghosts: { boxes: readonly BoxRecord[]; currentId: BoxId | null } | undefined
}

/** What moves with the hand: the only layer that a pointer move may have painted. */
export const OverlayLayer = memo(function OverlayLayer(props: OverlayLayerProps) {
  const { controller, boxes, classes, selected, drawColor, isDrawing, editable, pending, focus, stage } =
    props
  const { locked, ghosts } = props
  const colors = useMemo(() => colorsOf(classes), [classes])
  const lifted = useMemo(() => {
    const ids = new Set(selected)
    return boxes.filter((box) => ids.has(box.id))
  }, [boxes, selected])

  const hoveredBox = (): BoxId | null => {
    const { state } = controller
    const isOn = state.at === 'idle' && state.hover?.on === 'box' && !selected.includes(state.hover.boxId)
    return isOn && state.hover?.on === 'box' ? state.hover.boxId : null
  }
  const shapes = (): Shape[] => {
    const { state, view, preview } = controller
    const made: Shape[] = []
    const put = (
      box: BoxXyxyPx,
      reach: number,
      paint: (ctx: CanvasRenderingContext2D, on: BoxXyxyPx) => void,
    ) => {
      const on = boxToScreen(view, box)
      made.push({ on, reach, paint: (ctx) => paint(ctx, on) })
    }
    for (const ghost of ghosts?.boxes ?? []) {
      const color = colors.get(ghost.classId) ?? NO_CLASS_COLOR
      const isCurrent = ghost.id === ghosts?.currentId
      put(ghost, REACH_PX, (ctx, on) => {
        paintBox(ctx, on, {
          color,
          fill: isCurrent ? FILL : 0,
          dash: [2, 4],
          opacity: isCurrent ? 1 : 0.65,
        })
        if (isCurrent) paintFocus(ctx, on)
      })
    }
    for (const box of lifted) {
      const color = colors.get(box.classId) ?? NO_CLASS_COLOR
      const place = preview.get(box.id) ?? box
      put(place, REACH_PX, (ctx, on) => {
        paintBox(ctx, on, { color, fill: SELECTED_FILL })
        if (lifted.length > 1) paintOutline(ctx, on)
        if (lifted.length === 1 && editable && !locked.has(box.id)) {
          const points = handlePoints(place, view).map(([, point]) => point)
          paintHandles(ctx, points, color)
        }
      })
    }
    const hovered = hoveredBox()
    const under = hovered === null ? undefined : boxes.find(({ id }) => id === hovered)
    if (under !== undefined) put(under, REACH_PX, paintOutline)
    if (focus !== null) put(focus, REACH_PX, paintFocus)
    if (pending !== null)
      put(pending, REACH_PX, (ctx, on) => paintBox(ctx, on, { color: drawColor, fill: FILL, dash: [6, 4] }))
    if (state.at === 'selecting')
      put(state.frame, REACH_PX, (ctx, on) =>
        paintBox(ctx, on, { color: '#ffffff', fill: 0.06, dash: [4, 3] }),
      )
    if (state.at === 'drawing') {
      const { draft } = state
      put(draft, LABEL_REACH_PX, (ctx, on) => {
        paintBox(ctx, on, { color: drawColor, fill: FILL })
        paintLabel(ctx, on, `${props.drawName} ${sizeText(draft)}`.trim(), drawColor)
      })
    }
    const guides =
      state.at === 'drawing' || state.at === 'moving' || state.at === 'resizing' ? state.guides : []
    if (guides.length > 0)
      made.push({
        on: { x1: 0, y1: 0, x2: stage.width, y2: stage.height },
        reach: 0,
        paint: (ctx) => paintGuides(ctx, guides, view),
      })
    if (state.at === 'resizing') {
      const { draft, before } = state
      const color = colors.get(before.classId) ?? NO_CLASS_COLOR
      put(draft, LABEL_REACH_PX, (ctx, on) => paintLabel(ctx, on, sizeText(draft), color))
    }
    return made
  }
  const news = () => {
    const { state, view, preview } = controller
    const hovered = hoveredBox()
    const gesture = isGesture(state) ? state : null
    const isAnything =
      hovered !== null ||
      gesture !== null ||
      focus !== null ||
      pending !== null ||
      (ghosts?.boxes.length ?? 0) + lifted.length > 0
    return [hovered, gesture, preview, isAnything ? view : null]
  }
  return (
    <>
      <CanvasLayer controller={controller} stage={stage} shapes={shapes} news={news} />
      <Crosshair controller={controller} color={drawColor} isReady={isDrawing && pending === null} />
    </>
  )
})

const sizeText = ({ x1, y1, x2, y2 }: BoxXyxyPx) => `${Math.round(x2 - x1)} × ${Math.round(y2 - y1)}`

/** Of which more is shown than the boxes that it changes. */
const isGesture = ({ at }: ToolState) =>
  at === 'drawing' || at === 'selecting' || at === 'moving' || at === 'resizing'

function paintOutline(ctx: CanvasRenderingContext2D, box: BoxXyxyPx): void {
  ctx.lineWidth = 1
  ctx.strokeStyle = 'rgb(255 255 255 / 90%)'
  ctx.strokeRect(box.x1 - 2, box.y1 - 2, box.x2 - box.x1 + 4, box.y2 - box.y1 + 4)
}
