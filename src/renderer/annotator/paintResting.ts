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

/** More than this that changed at once: all is painted anew. */
const MOST_CHANGED = 24

/**
 * Places on the picture where one content looks different from another; null: everywhere. The hand changes a box or two at
 * a time, and thousands stay as they are.
 */
export function changedPlaces(before: Resting, after: Resting): BoxXyxyPx[] | null {
  const isOtherwiseSame =
    before.marks === after.marks && before.detections === after.detections && before.colors === after.colors
  if (!isOtherwiseSame || Math.abs(before.boxes.length - after.boxes.length) > MOST_CHANGED) return null
  const old = new Set(before.boxes)
  const changed: BoxXyxyPx[] = after.boxes.filter((box) => !old.delete(box))
  changed.push(...old)
  return changed.length > MOST_CHANGED ? null : changed
}

/**
 * Paints boxes, marks and detections where a view puts them; what is out of sight, or reaches nowhere into `within` (CSS px),
 * is passed over.
 */
export function paintResting({ boxes, marks, detections, colors }: Resting) {
  return (
    ctx: CanvasRenderingContext2D,
    view: Viewport,
    { width, height }: StageSize,
    within: BoxXyxyPx = { x1: 0, y1: 0, x2: width, y2: height },
  ): void => {
    const colorOf = (classId: ClassId | null) => colors.get(classId) ?? NO_CLASS_COLOR
    for (const mark of marks) {
      const on = boxToScreen(view, mark)
      if (!isInSight(on, within)) continue
      if (mark.kind === 'ignore') paintIgnored(ctx, on)
      else paintHatched(ctx, on, colorOf(mark.classId))
    }
    for (const box of boxes) {
      const on = boxToScreen(view, box)
      if (!isInSight(on, within)) continue
      const faded = box.difficult || box.crowd
      paintBox(ctx, on, { color: colorOf(box.classId), fill: FILL, opacity: faded ? 0.5 : 1 })
    }
    for (const detection of detections) {
      const on = boxToScreen(view, detection)
      if (isInSight(on, within))
        paintBox(ctx, on, { color: colorOf(detection.classId), fill: 0, dash: [6, 4] })
    }
    // Words last, so that no box crosses them.
    for (const detection of detections) {
      const on = boxToScreen(view, detection)
      if (on.x2 - on.x1 < LABELLED_FROM_PX || !isInSight(on, within)) continue
      const text = `${detection.className} ${detection.score.toFixed(2)}`
      paintLabel(ctx, on, text, colorOf(detection.classId))
    }
  }
}

function isInSight({ x1, y1, x2, y2 }: BoxXyxyPx, within: BoxXyxyPx): boolean {
  return (
    x2 > within.x1 - REACH_PX &&
    y2 > within.y1 - REACH_PX &&
    x1 < within.x2 + REACH_PX &&
    y1 < within.y2 + REACH_PX
  )
}
