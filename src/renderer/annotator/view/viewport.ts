import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { limits } from '../../../shared/limits'
import { type ImagePoint, type ImageSize, imagePoint, type ScreenPoint, screenPoint } from '../types'

/** Where the picture lies on the screen: screen = image * scale + (x, y). */
export interface Viewport {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Size of the canvas in CSS px. */
export interface StageSize {
  width: number
  height: number
}

/** Ground left around a fitted picture. */
const MARGIN_PX = 24
/** Part of the canvas that a picture must keep touching: it cannot be lost out of sight. */
const KEPT_PX = 48

/** From the screen to the picture. */
export function toImage(view: Viewport, point: ScreenPoint): ImagePoint {
  return imagePoint((point.x - view.x) / view.scale, (point.y - view.y) / view.scale)
}

/** From the picture to the screen. */
export function toScreen(view: Viewport, point: ImagePoint): ScreenPoint {
  return screenPoint(point.x * view.scale + view.x, point.y * view.scale + view.y)
}

/** A box of the picture on the screen. */
export function boxToScreen(view: Viewport, box: BoxXyxyPx): BoxXyxyPx {
  return {
    x1: box.x1 * view.scale + view.x,
    y1: box.y1 * view.scale + view.y,
    x2: box.x2 * view.scale + view.x,
    y2: box.y2 * view.scale + view.y,
  }
}

/** The whole picture, in the middle; small ones are not blown up beyond four times. */
export function fitWhole(image: ImageSize, stage: StageSize): Viewport {
  const scale = Math.min(
    (stage.width - 2 * MARGIN_PX) / image.width,
    (stage.height - 2 * MARGIN_PX) / image.height,
    4,
  )
  return centred(image, stage, scale)
}

/** The whole width, from the top where the height does not fit. */
export function fitWidth(image: ImageSize, stage: StageSize): Viewport {
  const view = centred(image, stage, (stage.width - 2 * MARGIN_PX) / image.width)
  return { ...view, y: Math.max(view.y, MARGIN_PX) }
}

/** The picture in the middle at a scale. */
export function centred(image: ImageSize, stage: StageSize, scale: number): Viewport {
  const within = limitScale(scale)
  return {
    scale: within,
    x: (stage.width - image.width * within) / 2,
    y: (stage.height - image.height * within) / 2,
  }
}

/** A box in the middle, a third of the canvas large; at the border of the picture as near to it as may be. */
export function focusOn(box: BoxXyxyPx, image: ImageSize, stage: StageSize): Viewport {
  const side = Math.max(box.x2 - box.x1, box.y2 - box.y1, 1)
  const whole = fitWhole(image, stage).scale
  const scale = limitScale(Math.max(whole, Math.min(Math.min(stage.width, stage.height) / (side * 3), 8)))
  return {
    scale,
    x: centredOn((box.x1 + box.x2) / 2, image.width, stage.width, scale),
    y: centredOn((box.y1 + box.y2) / 2, image.height, stage.height, scale),
  }
}

/** One axis: a place in the middle, but no more empty ground beside the picture than there must be. */
function centredOn(place: number, image: number, stage: number, scale: number): number {
  const extent = image * scale
  if (extent <= stage - 2 * MARGIN_PX) return (stage - extent) / 2
  return Math.min(MARGIN_PX, Math.max(stage - extent - MARGIN_PX, stage / 2 - place * scale))
}

/** Another scale; what lies under `at` stays there. */
export function zoomAt(view: Viewport, at: ScreenPoint, factor: number): Viewport {
  const scale = limitScale(view.scale * factor)
  const ratio = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }
}

/** Moved on the screen. */
export function pan(view: Viewport, dx: number, dy: number): Viewport {
  return { scale: view.scale, x: view.x + dx, y: view.y + dy }
}

/** The part of the picture in sight; may reach beyond it. */
export function inSight(view: Viewport, stage: StageSize): BoxXyxyPx {
  const from = toImage(view, screenPoint(0, 0))
  const to = toImage(view, screenPoint(stage.width, stage.height))
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
}

/** A place of the picture in the middle of the canvas, at the same scale. */
export function withCentre(view: Viewport, place: ImagePoint, stage: StageSize): Viewport {
  return {
    scale: view.scale,
    x: stage.width / 2 - place.x * view.scale,
    y: stage.height / 2 - place.y * view.scale,
  }
}

/** Moved just so far that a place of the picture is in sight, with some ground around it. */
export function revealing(view: Viewport, place: ImagePoint, stage: StageSize): Viewport {
  const at = toScreen(view, place)
  const by = (value: number, length: number) =>
    value < MARGIN_PX ? MARGIN_PX - value : value > length - MARGIN_PX ? length - MARGIN_PX - value : 0
  return { scale: view.scale, x: view.x + by(at.x, stage.width), y: view.y + by(at.y, stage.height) }
}

/** Pulled back so that part of the picture stays in sight. */
export function keepInSight(view: Viewport, image: ImageSize, stage: StageSize): Viewport {
  const keepX = Math.min(KEPT_PX, image.width * view.scale, stage.width)
  const keepY = Math.min(KEPT_PX, image.height * view.scale, stage.height)
  return {
    scale: view.scale,
    x: Math.min(Math.max(view.x, keepX - image.width * view.scale), stage.width - keepX),
    y: Math.min(Math.max(view.y, keepY - image.height * view.scale), stage.height - keepY),
  }
}

function limitScale(scale: number): number {
  return Math.min(limits.maxZoom, Math.max(limits.minZoom, scale))
}
