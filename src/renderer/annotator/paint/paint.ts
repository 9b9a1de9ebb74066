import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { escapeOdd } from '../../../shared/text/escapeOdd'
import { HANDLE_PX } from '../tools/handles'
import type { ScreenPoint } from '../types'

type Canvas = CanvasRenderingContext2D

/** Stroke of a box at any zoom, in screen px. */
const STROKE_PX = 1.5
const HALO_PX = 3.5
const HALO = 'rgb(0 0 0 / 45%)'

export interface BoxLook {
  color: string
  /** 0 to 1; the ground rule is 8 %. */
  fill: number
  dash?: readonly number[]
  opacity?: number
}

export const FILL = 0.08
export const SELECTED_FILL = 0.16

/** A box on the screen: tinted, with a dark halo so that it shows on any ground. */
export function paintBox(
  ctx: Canvas,
  box: BoxXyxyPx,
  { color, fill, dash = [], opacity = 1 }: BoxLook,
): void {
  const width = box.x2 - box.x1
  const height = box.y2 - box.y1
  if (fill > 0) {
    ctx.globalAlpha = opacity * fill
    ctx.fillStyle = color
    ctx.fillRect(box.x1, box.y1, width, height)
  }
  ctx.globalAlpha = opacity
  ctx.lineWidth = HALO_PX
  ctx.strokeStyle = HALO
  ctx.strokeRect(box.x1, box.y1, width, height)
  if (dash.length > 0) ctx.setLineDash([...dash])
  ctx.lineWidth = STROKE_PX
  ctx.strokeStyle = color
  ctx.strokeRect(box.x1, box.y1, width, height)
  if (dash.length > 0) ctx.setLineDash([])
  ctx.globalAlpha = 1
}

/** Diagonal lines over a region that says something to the next training. */
export function paintHatched(ctx: Canvas, box: BoxXyxyPx, color: string): void {
  ctx.save()
  ctx.beginPath()
  ctx.rect(box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1)
  ctx.clip()
  ctx.beginPath()
  const height = box.y2 - box.y1
  for (let x = box.x1 - height; x < box.x2; x += 8) {
    ctx.moveTo(x, box.y2)
    ctx.lineTo(x + height, box.y1)
  }
  ctx.lineWidth = 1
  ctx.strokeStyle = color
  ctx.globalAlpha = 0.7
  ctx.stroke()
  ctx.restore()
  paintBox(ctx, box, { color, fill: 0 })
}

/** A dotted frame: look away here. */
export function paintIgnored(ctx: Canvas, box: BoxXyxyPx): void {
  paintBox(ctx, box, { color: '#a0a0a0', fill: FILL, dash: [2, 3] })
}

/** Corner brackets around what is looked at; they hide nothing of it. */
export function paintFocus(ctx: Canvas, box: BoxXyxyPx): void {
  const gap = 6
  const [x1, y1, x2, y2] = [box.x1 - gap, box.y1 - gap, box.x2 + gap, box.y2 + gap]
  const arm = Math.min(16, (x2 - x1) / 3, (y2 - y1) / 3)
  const corners = new Path2D()
  for (const [x, y, dx, dy] of [
    [x1, y1, arm, arm],
    [x2, y1, -arm, arm],
    [x2, y2, -arm, -arm],
    [x1, y2, arm, -arm],
  ]) {
    corners.moveTo(x + dx, y)
    corners.lineTo(x, y)
    corners.lineTo(x, y + dy)
  }
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 5
  ctx.strokeStyle = 'rgb(0 0 0 / 55%)'
  ctx.stroke(corners)
  ctx.lineWidth = 2.5
  ctx.strokeStyle = '#ffffff'
  ctx.stroke(corners)
  ctx.lineCap = 'butt'
  ctx.lineJoin = 'miter'
}

/** Eight squares on a selected box. */
export function paintHandles(ctx: Canvas, points: readonly ScreenPoint[], color: string): void {
  ctx.lineWidth = 1.5
  ctx.strokeStyle = color
  ctx.fillStyle = '#ffffff'
  for (const { x, y } of points) {
    ctx.beginPath()
    ctx.roundRect(x - HANDLE_PX / 2, y - HANDLE_PX / 2, HANDLE_PX, HANDLE_PX, 1.5)
    ctx.fill()
    ctx.stroke()
  }
}

/** Words of a label reach out of their box by less than this: to the right of it, and above or below it, CSS px. */
export const WORDS_PX = { right: 200, up: 24 }

/** Words on a ground of the class's colour, above a box or below where there is no room. */
export function paintLabel(ctx: Canvas, box: BoxXyxyPx, words: string, color: string): void {
  const text = escapeOdd(words)
  ctx.font = '600 11px "Inter Variable", Inter, system-ui, sans-serif'
  const width = ctx.measureText(text).width + 8
  const top = box.y1 >= 20 ? box.y1 - 18 : box.y2 + 2
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.roundRect(box.x1 - 1, top, width, 16, 3)
  ctx.fill()
  ctx.fillStyle = textOn(color)
  ctx.textBaseline = 'middle'
  ctx.fillText(text, box.x1 + 3, top + 8.5)
}

/** Black or white, whichever reads better on a `#rrggbb` ground (relative luminance, WCAG 2). */
export function textOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(color.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  // The luminance at which black and white contrast alike.
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#101216' : '#ffffff'
}
