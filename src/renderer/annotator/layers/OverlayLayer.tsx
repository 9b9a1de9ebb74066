import type Konva from 'konva'
import { memo, useMemo, useRef } from 'react'
import { Layer, Shape } from 'react-konva'
import type { BoxRecord, BoxXyxyPx, ClassRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import { colorsOf, NO_CLASS_COLOR } from '../colorsOf'
import type { AnnotatorController } from '../controller'
import { handlePoints } from '../handles'
import { FILL, paintBox, paintCrosshair, paintFocus, paintHandles, paintLabel, SELECTED_FILL } from '../paint'
import { useRedraw } from '../useRedraw'
import { boxToScreen, type StageSize } from '../viewport'
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
  doubled: ReadonlySet<BoxId>
  ghosts: { boxes: readonly BoxRecord[]; currentId: BoxId | null } | undefined
}

/** What moves with the hand: the only layer that a pointer move redraws. */
export const OverlayLayer = memo(function OverlayLayer(props: OverlayLayerProps) {
  const { controller, boxes, classes, selected, drawColor, isDrawing, editable, pending, focus, stage } =
    props
  const { locked, doubled, ghosts } = props
  const colors = useMemo(() => colorsOf(classes), [classes])
  const lifted = useMemo(() => {
    const ids = new Set(selected)
    return boxes.filter((box) => ids.has(box.id))
  }, [boxes, selected])

  const twice = useMemo(() => boxes.filter((box) => doubled.has(box.id)), [boxes, doubled])
  const layer = useRef<Konva.Layer>(null)
  useRedraw(controller, layer)

  return (
    <Layer ref={layer} listening={false}>
      <Shape
        sceneFunc={({ _context: ctx }) => {
          const { state, view, preview, panReady, crosshair } = controller
          for (const ghost of ghosts?.boxes ?? []) {
            const color = colors.get(ghost.classId) ?? NO_CLASS_COLOR
            const isCurrent = ghost.id === ghosts?.currentId
            paintBox(ctx, boxToScreen(view, ghost), {
              color,
              fill: isCurrent ? FILL : 0,
              dash: [2, 4],
              opacity: isCurrent ? 1 : 0.65,
            })
            if (isCurrent) paintFocus(ctx, boxToScreen(view, ghost))
          }
          for (const box of twice) paintHalo(ctx, boxToScreen(view, box))
          for (const box of lifted) {
            const color = colors.get(box.classId) ?? NO_CLASS_COLOR
            const place = preview.get(box.id) ?? box
            paintBox(ctx, boxToScreen(view, place), { color, fill: SELECTED_FILL })
            if (lifted.length > 1) paintOutline(ctx, boxToScreen(view, place))
            if (lifted.length === 1 && editable && !locked.has(box.id)) {
              const points = handlePoints(place, view).map(([, point]) => point)
              paintHandles(ctx, points, color)
            }
          }
          if (state.at === 'idle' && state.hover?.on === 'box' && !selected.includes(state.hover.boxId)) {
            const { boxId } = state.hover
            const box = boxes.find((candidate) => candidate.id === boxId)
            if (box !== undefined) paintOutline(ctx, boxToScreen(view, box))
          }
          if (focus !== null) paintFocus(ctx, boxToScreen(view, focus))
          if (pending !== null) {
            paintBox(ctx, boxToScreen(view, pending), { color: drawColor, fill: FILL, dash: [6, 4] })
          }
          if (state.at === 'selecting') {
            paintBox(ctx, boxToScreen(view, state.frame), { color: '#ffffff', fill: 0.06, dash: [4, 3] })
          }
          if (state.at === 'drawing') {
            const { draft } = state
            paintBox(ctx, boxToScreen(view, draft), { color: drawColor, fill: FILL })
            const size = `${Math.round(draft.x2 - draft.x1)} × ${Math.round(draft.y2 - draft.y1)}`
            paintLabel(ctx, boxToScreen(view, draft), `${props.drawName} ${size}`.trim(), drawColor)
          }
          if (state.at === 'drawing' || state.at === 'moving' || state.at === 'resizing') {
            paintGuides(ctx, state.guides, view)
          }
          if (state.at === 'resizing') {
            const { draft, before } = state
            const size = `${Math.round(draft.x2 - draft.x1)} × ${Math.round(draft.y2 - draft.y1)}`
            paintLabel(ctx, boxToScreen(view, draft), size, colors.get(before.classId) ?? NO_CLASS_COLOR)
          }
          const pointer = state.at === 'idle' || state.at === 'drawing' ? state.pointer : null
          const onHandle = state.at === 'idle' && state.hover?.on === 'handle'
          if (
            isDrawing &&
            pending === null &&
            pointer !== null &&
            !panReady &&
            (!onHandle || crosshair !== null)
          ) {
            paintCrosshair(ctx, pointer, stage, drawColor)
          }
        }}
      />
    </Layer>
  )
})

function paintOutline(ctx: CanvasRenderingContext2D, box: BoxXyxyPx): void {
  ctx.lineWidth = 1
  ctx.strokeStyle = 'rgb(255 255 255 / 90%)'
  ctx.strokeRect(box.x1 - 2, box.y1 - 2, box.x2 - box.x1 + 4, box.y2 - box.y1 + 4)
}

/** A warm ring around a box that says the same as another one. */
function paintHalo(ctx: CanvasRenderingContext2D, box: BoxXyxyPx): void {
  ctx.lineWidth = 5
  ctx.strokeStyle = 'rgb(255 176 32 / 75%)'
  ctx.strokeRect(box.x1 - 4, box.y1 - 4, box.x2 - box.x1 + 8, box.y2 - box.y1 + 8)
}
