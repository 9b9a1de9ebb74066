import type { StageSize, Viewport } from './viewport'

/** Ground kept beside the canvas on each side, as a share of it: so far one may pan before anything is painted anew. */
const MARGIN = 0.35
/** A cache is shown enlarged or reduced by this much at most, while the view moves. */
const MAX_STRETCH = 1.6

interface Cached {
  canvas: HTMLCanvasElement
  view: Viewport
  token: unknown
  ratio: number
}

export interface Painting {
  view: Viewport
  stage: StageSize
  /** Device pixels a CSS pixel. */
  ratio: number
  /** Another token: what is painted has changed. */
  token: unknown
  paint(ctx: CanvasRenderingContext2D, view: Viewport, stage: StageSize): void
}

/**
 * What lies still on the picture as one bitmap: while the view moves the bitmap is moved, and only at rest is all
 * painted anew, so that thousands of boxes cost a frame as much as none.
 */
export class RasterCache {
  private cached: Cached | null = null

  /** Draws on `ctx`, in CSS px. True: what is shown is the exact painting; false: paint once more at rest. */
  draw(ctx: CanvasRenderingContext2D, painting: Painting, isMoving: boolean): boolean {
    const { view, stage } = painting
    const held = this.cached
    if (held === null || !this.serves(held, painting, isMoving)) this.render(painting)
    const now = this.cached
    if (now === null) {
      painting.paint(ctx, view, stage)
      return true
    }
    const stretch = view.scale / now.view.scale
    const at = placeOf(now.view, view, stage)
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

  private serves(held: Cached, { view, stage, ratio, token }: Painting, isMoving: boolean): boolean {
    if (held.token !== token || held.ratio !== ratio) return false
    const stretch = view.scale / held.view.scale
    const at = placeOf(held.view, view, stage)
    if (!isMoving)
      return stretch === 1 && isWhole(at.x * ratio) && isWhole(at.y * ratio) && covers(held, at, stage, 1)
    return stretch < MAX_STRETCH && stretch > 1 / MAX_STRETCH && covers(held, at, stage, stretch)
  }

  private render({ view, stage, ratio, token, paint }: Painting): void {
    const canvas = this.cached?.canvas ?? document.createElement('canvas')
    const width = Math.ceil(stage.width * (1 + 2 * MARGIN) * ratio)
    const height = Math.ceil(stage.height * (1 + 2 * MARGIN) * ratio)
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
    const shifted = { scale: view.scale, x: view.x + stage.width * MARGIN, y: view.y + stage.height * MARGIN }
    paint(ctx, shifted, { width: stage.width * (1 + 2 * MARGIN), height: stage.height * (1 + 2 * MARGIN) })
    this.cached = { canvas, view, token, ratio }
  }
}

/** Where the top left corner of a bitmap made for one view lies in another, CSS px. */
function placeOf(made: Viewport, view: Viewport, stage: StageSize): { x: number; y: number } {
  const stretch = view.scale / made.scale
  return {
    x: view.x - (made.x + stage.width * MARGIN) * stretch,
    y: view.y - (made.y + stage.height * MARGIN) * stretch,
  }
}

function covers(held: Cached, at: { x: number; y: number }, stage: StageSize, stretch: number): boolean {
  const right = at.x + (held.canvas.width / held.ratio) * stretch
  const bottom = at.y + (held.canvas.height / held.ratio) * stretch
  // Reduced, a bitmap leaves the border empty; all there is of the picture may still be in it.
  const slack = stretch < 1 ? stage.width * 0.25 : 0
  return at.x <= slack && at.y <= slack && right >= stage.width - slack && bottom >= stage.height - slack
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-3
