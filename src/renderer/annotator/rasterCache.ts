import type { BoxXyxyPx } from '../../shared/annotation/schema'
import { boxToScreen, type StageSize, type Viewport } from './viewport'

/** Ground kept beside the canvas on each side, as a share of it: so far one may pan before anything is painted anew. */
const MARGIN = 0.35
/** A cache is shown enlarged or reduced by this much at most, while the view moves. */
const MAX_STRETCH = 3
/** Lines reach out of the box that they go around by less than this, CSS px. */
const LINE_PX = 4

interface Cached<Content> {
  canvas: HTMLCanvasElement
  view: Viewport
  token: Content
  ratio: number
}

export interface Painting<Content> {
  view: Viewport
  stage: StageSize
  /** Device pixels a CSS pixel. */
  ratio: number
  /** Another token: what is painted has changed. */
  token: Content
  /** `within`: only what reaches into this part, CSS px. */
  paint(ctx: CanvasRenderingContext2D, view: Viewport, stage: StageSize, within?: BoxXyxyPx): void
  /** Places on the picture where one content looks different from another; null: everywhere. */
  changedPlaces(before: Content, after: Content): BoxXyxyPx[] | null
}

/**
 * What lies still on the picture as one bitmap: while the view moves the bitmap is moved, and only at rest is all
 * painted anew, so that thousands of boxes cost a frame as much as none.
 */
export class RasterCache<Content> {
  private cached: Cached<Content> | null = null

  /** Draws on `ctx`, in CSS px. True: what is shown is the exact painting; false: paint once more at rest. */
  draw(ctx: CanvasRenderingContext2D, painting: Painting<Content>, isMoving: boolean): boolean {
    const { view, stage } = painting
    const held = this.cached
    if (held !== null) this.mend(held, painting)
    if (held === null || !this.serves(held, painting, isMoving)) this.render(painting)
    const now = this.cached
    if (now === null) {
      painting.paint(ctx, view, stage)
      return true
    }
    const stretch = view.scale / now.view.scale
    const at = placeOf(now, view, stage)
    const isExact = stretch === 1 && isWhole(at.x * now.ratio) && isWhole(at.y * now.ratio)
    // Whole device pixels keep the lines sharp while they travel.
    const snap = (value: number) => (stretch === 1 ? Math.round(value * now.ratio) / now.ratio : value)
    ctx.drawImage(
      now.canvas,
      snap(at.x),
      snap(at.y),
      (now.canvas.width / now.ratio) * stretch,
      (now.canvas.height / now.ratio) * stretch,
    )
    return isExact
  }

  private serves(
    held: Cached<Content>,
    { view, stage, ratio, token }: Painting<Content>,
    isMoving: boolean,
  ): boolean {
    if (held.token !== token || held.ratio !== ratio) return false
    const stretch = view.scale / held.view.scale
    const at = placeOf(held, view, stage)
    if (!isMoving)
      return stretch === 1 && isWhole(at.x * ratio) && isWhole(at.y * ratio) && covers(held, at, stage, 1)
    return stretch < MAX_STRETCH && stretch > 1 / MAX_STRETCH && covers(held, at, stage, stretch)
  }

  /** Paints the places anew where the content has changed, and leaves the rest as it is. */
  private mend(
    held: Cached<Content>,
    { stage, ratio, token, paint, changedPlaces }: Painting<Content>,
  ): void {
    if (held.token === token || held.ratio !== ratio) return
    const [ctx, { width, height }] = [held.canvas.getContext('2d'), sizeOf(stage, ratio)]
    const isSameSize =
      held.canvas.width === Math.ceil(width * ratio) && held.canvas.height === Math.ceil(height * ratio)
    const places = isSameSize ? changedPlaces(held.token, token) : null
    if (ctx === null || places === null) return
    const view = shifted(held.view, stage, ratio)
    for (const place of places) {
      const on = boxToScreen(view, place)
      // Whole device pixels: nothing is half wiped at the edge.
      const out = (value: number, round: (value: number) => number) => round(value * ratio) / ratio
      const part = {
        x1: out(on.x1 - LINE_PX, Math.floor),
        y1: out(on.y1 - LINE_PX, Math.floor),
        x2: out(on.x2 + LINE_PX, Math.ceil),
        y2: out(on.y2 + LINE_PX, Math.ceil),
      }
      ctx.save()
      ctx.beginPath()
      ctx.rect(part.x1, part.y1, part.x2 - part.x1, part.y2 - part.y1)
      ctx.clip()
      ctx.clearRect(part.x1, part.y1, part.x2 - part.x1, part.y2 - part.y1)
      paint(ctx, view, { width, height }, part)
      ctx.restore()
    }
    held.token = token
  }

  private render({ view, stage, ratio, token, paint }: Painting<Content>): void {
    const canvas = this.cached?.canvas ?? document.createElement('canvas')
    const size = sizeOf(stage, ratio)
    const width = Math.ceil(size.width * ratio)
    const height = Math.ceil(size.height * ratio)
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    const ctx = canvas.getContext('2d')
    if (ctx === null) {
      this.cached = null
      return
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.clearRect(0, 0, width, height)
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(ctx, shifted(view, stage, ratio), size)
    this.cached = { canvas, view, token, ratio }
  }
}

/** In whole device pixels, so that the bitmap of a view at rest lies on the pixels of the screen. */
const marginOf = ({ width, height }: StageSize, ratio: number) => ({
  x: Math.round(width * MARGIN * ratio) / ratio,
  y: Math.round(height * MARGIN * ratio) / ratio,
})

function sizeOf(stage: StageSize, ratio: number): StageSize {
  const { x, y } = marginOf(stage, ratio)
  return { width: stage.width + 2 * x, height: stage.height + 2 * y }
}

function shifted(view: Viewport, stage: StageSize, ratio: number): Viewport {
  const { x, y } = marginOf(stage, ratio)
  return { scale: view.scale, x: view.x + x, y: view.y + y }
}

/** Where the top left corner of a bitmap made for one view lies in another, CSS px. */
function placeOf(
  { view: made, ratio }: Cached<unknown>,
  view: Viewport,
  stage: StageSize,
): { x: number; y: number } {
  const stretch = view.scale / made.scale
  const margin = marginOf(stage, ratio)
  return {
    x: view.x - (made.x + margin.x) * stretch,
    y: view.y - (made.y + margin.y) * stretch,
  }
}

function covers(
  held: Cached<unknown>,
  at: { x: number; y: number },
  stage: StageSize,
  stretch: number,
): boolean {
  const right = at.x + (held.canvas.width / held.ratio) * stretch
  const bottom = at.y + (held.canvas.height / held.ratio) * stretch
  // Reduced, a bitmap leaves the border empty; all there is of the picture may still be in it.
  const slack = stretch < 1 ? stage.width * 0.25 : 0
  return at.x <= slack && at.y <= slack && right >= stage.width - slack && bottom >= stage.height - slack
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-3
