import type { BoxRecord, BoxXyxyPx, MarkRecord } from '../../../shared/annotation/schema'
import type { ClassId } from '../../../shared/ids'
import type { Detection } from '../../../shared/review/schema'
import { boxToScreen, type StageSize, type Viewport } from '../view/viewport'
import { NO_CLASS_COLOR } from './colorsOf'
import { FILL, paintBox, paintHatched, paintIgnored, paintLabel, WORDS_PX } from './paint'

export interface Resting {
  boxes: readonly BoxRecord[]
  marks: readonly MarkRecord[]
  detections: readonly Detection[]
  /** Boxes that say the same as another one. */
  doubled: readonly BoxRecord[]
  colors: ReadonlyMap<ClassId | null, string>
}

/** A narrower box would drown under its words: they come as one zooms in. */
const LABELLED_FROM_PX = 28
/** Strokes, halos and words reach out of a box by less than this: words the furthest. */
const REACH_PX = WORDS_PX.right

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
  const changed = [...inOneAlone(before.boxes, after.boxes), ...inOneAlone(before.doubled, after.doubled)]
  return changed.length > MOST_CHANGED ? null : changed
}

function inOneAlone(before: readonly BoxRecord[], after: readonly BoxRecord[]): BoxRecord[] {
  if (before === after) return []
  const old = new Set(before)
  const come = after.filter((box) => !old.delete(box))
  return [...come, ...old]
}

/**
 * Paints boxes, marks and detections where a view puts them; what is out of sight, or reaches nowhere into `within` (CSS px),
 * is passed over.
 */
export function paintResting({ boxes, marks, detections, doubled, colors }: Resting) {
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
    for (const box of doubled) {
      const on = boxToScreen(view, box)
      if (isInSight(on, within)) paintHalo(ctx, on)
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

/** A warm ring around a box that says the same as another one. */
function paintHalo(ctx: CanvasRenderingContext2D, box: BoxXyxyPx): void {
  ctx.lineWidth = 5
  ctx.strokeStyle = 'rgb(255 176 32 / 75%)'
  ctx.strokeRect(box.x1 - 4, box.y1 - 4, box.x2 - box.x1 + 8, box.y2 - box.y1 + 8)
}

function isInSight({ x1, y1, x2, y2 }: BoxXyxyPx, within: BoxXyxyPx): boolean {
  return (
    x2 > within.x1 - REACH_PX &&
    y2 > within.y1 - REACH_PX &&
    x1 < within.x2 + REACH_PX &&
    y1 < within.y2 + REACH_PX
  )
}
