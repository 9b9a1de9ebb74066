import type Konva from 'konva'
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import { Layer, Shape } from 'react-konva'
import type { BoxRecord, ClassRecord, MarkRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import type { Detection } from '../../../shared/review/schema'
import { colorsOf } from '../colorsOf'
import type { AnnotatorController } from '../controller'
import { changedPlaces, paintResting, type Resting } from '../paintResting'
import { RasterCache } from '../rasterCache'
import { useRedraw } from '../useRedraw'
import type { StageSize } from '../viewport'

interface BoxLayerProps {
  controller: AnnotatorController
  boxes: readonly BoxRecord[]
  marks: readonly MarkRecord[]
  detections: readonly Detection[]
  classes: readonly ClassRecord[]
  /** The overlay draws these. */
  selected: readonly BoxId[]
  stage: StageSize
}

/** After so long without a change the view rests. */
const REST_MS = 120
/** So few are painted as quickly as their bitmap would be. */
const CACHED_FROM = 150

/** Everything that rests on the picture, painted in one go and kept as a bitmap while the view moves. */
export const BoxLayer = memo(function BoxLayer(props: BoxLayerProps) {
  const { controller, boxes, marks, detections, classes, selected, stage } = props
  const colors = useMemo(() => colorsOf(classes), [classes])
  const resting = useMemo(() => {
    const lifted = new Set(selected)
    return boxes.filter((box) => !lifted.has(box.id))
  }, [boxes, selected])
  const content = useMemo<Resting>(
    () => ({ boxes: resting, marks, detections, colors }),
    [resting, marks, detections, colors],
  )
  const layer = useRef<Konva.Layer>(null)
  const cache = useMemo(() => new RasterCache<Resting>(), [])
  const moved = useRef({ view: controller.view, at: 0 })
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isMoved = useCallback(() => {
    const { view } = controller
    if (moved.current.view === view) return false
    moved.current = { view, at: performance.now() }
    clearTimeout(rest.current)
    rest.current = setTimeout(() => layer.current?.batchDraw(), REST_MS + 10)
    return true
  }, [controller])
  useRedraw(controller, layer, isMoved)
  useEffect(() => () => clearTimeout(rest.current), [])

  return (
    <Layer ref={layer} listening={false}>
      <Shape
        sceneFunc={({ _context: ctx }) => {
          const { view } = controller
          const paint = paintResting(content)
          if (resting.length + detections.length < CACHED_FROM) return paint(ctx, view, stage)
          const isMoving = performance.now() - moved.current.at < REST_MS
          const ratio = window.devicePixelRatio
          cache.draw(ctx, { view, stage, ratio, token: content, paint, changedPlaces }, isMoving)
        }}
      />
    </Layer>
  )
})
