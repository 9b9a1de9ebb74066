import { useMemo } from 'react'
import { Layer, Shape } from 'react-konva'
import type { BoxRecord, ClassRecord, MarkRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import type { Detection } from '../../../shared/review/schema'
import { colorsOf, NO_CLASS_COLOR } from '../colorsOf'
import type { AnnotatorController } from '../controller'
import { FILL, paintBox, paintHatched, paintIgnored, paintLabel } from '../paint'
import { useController } from '../useController'
import { boxToScreen } from '../viewport'

interface BoxLayerProps {
  controller: AnnotatorController
  boxes: readonly BoxRecord[]
  marks: readonly MarkRecord[]
  detections: readonly Detection[]
  classes: readonly ClassRecord[]
  /** The overlay draws these. */
  selected: readonly BoxId[]
}

/** A narrower box would drown under its words: they come as one zooms in. */
const LABELLED_FROM_PX = 28

/** Everything that rests on the picture, drawn in one go: thousands of boxes cost no nodes. */
export function BoxLayer({ controller, boxes, marks, detections, classes, selected }: BoxLayerProps) {
  const view = useController(controller, (c) => c.view)
  const colors = useMemo(() => colorsOf(classes), [classes])
  const resting = useMemo(() => {
    const lifted = new Set(selected)
    return boxes.filter((box) => !lifted.has(box.id))
  }, [boxes, selected])

  return (
    <Layer listening={false}>
      <Shape
        sceneFunc={({ _context: ctx }) => {
          for (const mark of marks) {
            const on = boxToScreen(view, mark)
            if (mark.kind === 'ignore') paintIgnored(ctx, on)
            else paintHatched(ctx, on, colors.get(mark.classId) ?? NO_CLASS_COLOR)
          }
          for (const box of resting) {
            const color = colors.get(box.classId) ?? NO_CLASS_COLOR
            const faded = box.difficult || box.crowd
            paintBox(ctx, boxToScreen(view, box), { color, fill: FILL, opacity: faded ? 0.5 : 1 })
          }
          for (const detection of detections) {
            const color = colors.get(detection.classId) ?? NO_CLASS_COLOR
            paintBox(ctx, boxToScreen(view, detection), { color, fill: 0, dash: [6, 4] })
          }
          // Words last, so that no box crosses them.
          for (const detection of detections) {
            const on = boxToScreen(view, detection)
            if (on.x2 - on.x1 < LABELLED_FROM_PX) continue
            const text = `${detection.className} ${detection.score.toFixed(2)}`
            const color = colors.get(detection.classId) ?? NO_CLASS_COLOR
            paintLabel(ctx, on, text, color)
          }
        }}
      />
    </Layer>
  )
}
