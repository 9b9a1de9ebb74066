import type { BoxRecord, BoxXyxyPx, MarkRecord } from '../../shared/annotation/schema'
import type { ClassId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import { NO_CLASS_COLOR } from './colorsOf'
import { FILL, paintBox, paintHatched, paintIgnored, paintLabel } from './paint'
import { boxToScreen, type StageSize, type Viewport } from './viewport'

export interface Resting {
  boxes: readonly BoxRecord[]
  marks: readonly MarkRecord[]
  detections: readonly Detection[]
  colors: ReadonlyMap<ClassId | null, string>
}

/** A narrower box would drown under its words: they come as one zooms in. */
const LABELLED_FROM_PX = 28
/** Strokes, halos and words reach out of a box by less than this. */
const REACH_PX = 200

/** Paints boxes, marks and detections where a view puts them; what is out of sight is passed over. */
export function paintResting({ boxes, marks, detections, colors }: Resting) {
  return (ctx: CanvasRenderingContext2D, view: Viewport, stage: StageSize): void => {
    const colorOf = (classId: ClassId | null) => colors.get(classId) ?? NO_CLASS_COLOR
    for (const mark of marks) {
      const on = boxToScreen(view, mark)
      if (!isInSight(on, stage)) continue
      if (mark.kind === 'ignore') paintIgnored(ctx, on)
      else paintHatched(ctx, on, colorOf(mark.classId))
    }
    for (const box of boxes) {
      const on = boxToScreen(view, box)
      if (!isInSight(on, stage)) continue
      const faded = box.difficult || box.crowd
      paintBox(ctx, on, { color: colorOf(box.classId), fill: FILL, opacity: faded ? 0.5 : 1 })
    }
    for (const detection of detections) {
      const on = boxToScreen(view, detection)
      if (isInSight(on, stage))
        paintBox(ctx, on, { color: colorOf(detection.classId), fill: 0, dash: [6, 4] })
    }
    // Words last, so that no box crosses them.
    for (const detection of detections) {
      const on = boxToScreen(view, detection)
      if (on.x2 - on.x1 < LABELLED_FROM_PX || !isInSight(on, stage)) continue
      const text = `${detection.className} ${detection.score.toFixed(2)}`
      paintLabel(ctx, on, text, colorOf(detection.classId))
    }
  }
}

function isInSight({ x1, y1, x2, y2 }: BoxXyxyPx, { width, height }: StageSize): boolean {
  return x2 > -REACH_PX && y2 > -REACH_PX && x1 < width + REACH_PX && y1 < height + REACH_PX
}
