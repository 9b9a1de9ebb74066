import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { WORDS_PX } from '../paint/paint'
import { type ImageSize, screenPoint } from '../types'
import { boxToScreen, type StageSize, type Viewport, zoomAt } from './viewport'

/** Ground kept beside the canvas on each side, as a share of it: so far one may pan before anything is painted anew. */
const MARGIN = 0.35
/** Less of it on a large screen, so that a canvas has about so many pixels at most. */
const MOST_PIXELS = 8e6
const LEAST_MARGIN = 0.05
/** A painting is shown enlarged or reduced by this much at most, while the view moves. */
const MAX_STRETCH = 4
/** So far ahead is painted for who zooms out; less than what a painting is enlarged by at most. */
const AHEAD = 3
/** Lines and rings reach out of the box that they go around by less than this, CSS px. */
const LINE_PX = 8

/** One canvas of the ground. */
export interface Surface {
  /** Wipes a part (CSS px of the ground) and has it painted; nothing is painted beyond it. */
  paint(part: BoxXyxyPx, draw: (ctx: CanvasRenderingContext2D) => void): void
}

/** What the canvases lie on. */
export interface Ground {
  /** Gives it and its canvases a size, CSS px. Canvases that change theirs are empty then. */
  fit(size: StageSize, ratio: number): void
  /** Where its top left corner lies, CSS px, and how much it is stretched. */
  move(x: number, y: number, stretch: number): void
}

/** What lies on one canvas of the ground. */
export interface Painter<Content> {
  /** Another token: what is painted has changed. */
  token: Content
  /** `within`: only what reaches into this part, CSS px. */
  paint(ctx: CanvasRenderingContext2D, view: Viewport, stage: StageSize, within?: BoxXyxyPx): void
  /**
   * Places on the picture where one content looks different from another; null: everywhere; `sharper`: nowhere, but closely
   * looked at: that can wait until the view rests.
   */
  changedPlaces(before: Content, after: Content): BoxXyxyPx[] | 'sharper' | null
}

export type Sheets = ReadonlyMap<Surface, Painter<unknown>>

/** What of the picture is seen, and how. */
export interface Sight {
  view: Viewport
  stage: StageSize
  /** Device pixels a CSS pixel. */
  ratio: number
  /** The picture; nothing lies beyond it. */
  extent: ImageSize
}

interface Painted extends Sight {
  /** Where the ground lies in that view, CSS px of the stage, in whole device pixels. */
  on: BoxXyxyPx
  /** What is beside the canvas was left out. */
  isTight: boolean
}

/**
 * What lies still on the picture, painted once on canvases that are larger than what is seen of them and lie on one ground.
 * While the view moves the ground is moved or stretched, which is left to the compositor: the page paints nothing,
 * whatever there is on it. At rest it is painted exactly.
 */
export class RasterCache {
  private painted: Painted | null = null
  /** What each canvas has on it. */
  private readonly tokens = new WeakMap<Surface, unknown>()

  constructor(private readonly ground: Ground) {}

  /** Brings the ground to where the view has it, and paints what need be. */
  show(sheets: Sheets, sight: Sight, isMoving: boolean): void {
    const { view, ratio } = sight
    // What was not there before is never shown stretched: another picture comes with another view.
    const mayStretch = isMoving && !this.hasNews(sheets)
    if (this.painted === null || !serves(this.painted, sight, mayStretch)) {
      const zoom = mayStretch && this.painted !== null ? view.scale / this.painted.view.scale : 1
      // Who goes on zooming in will see less of it: there is time for the rest when the view rests.
      const made = zoom < 1 ? ahead(sight) : view
      const on = groundOf({ ...sight, view: made })
      this.painted = { ...sight, view: made, on, isTight: zoom > 1 }
      this.ground.fit(sizeOf(this.painted), ratio)
      for (const [surface, painter] of sheets) this.paintAll(surface, painter, this.painted)
    } else {
      // Canvases that have just come have no size yet.
      if ([...sheets.keys()].some((surface) => !this.tokens.has(surface)))
        this.ground.fit(sizeOf(this.painted), ratio)
      for (const [surface, painter] of sheets)
        if (!this.tokens.has(surface) || this.tokens.get(surface) !== painter.token)
          this.mend(surface, painter, this.painted, isMoving)
    }
    const stretch = view.scale / this.painted.view.scale
    const at = placeOf(this.painted, view)
    // Whole device pixels keep the lines sharp while they travel.
    const snap = (value: number) => (stretch === 1 ? Math.round(value * ratio) / ratio : value)
    this.ground.move(snap(at.x), snap(at.y), stretch)
  }

  /** Something is on the ground for the first time, or looks different everywhere. */
  private hasNews(sheets: Sheets): boolean {
    return [...sheets].some(([surface, { token, changedPlaces }]) => {
      if (!this.tokens.has(surface)) return true
      const before = this.tokens.get(surface)
      return before !== token && changedPlaces(before, token) === null
    })
  }

  /** Paints the places anew where the content has changed, and leaves the rest as it is. */
  private mend(surface: Surface, painter: Painter<unknown>, painted: Painted, isMoving: boolean): void {
    const { token, paint, changedPlaces } = painter
    const places = this.tokens.has(surface) ? changedPlaces(this.tokens.get(surface), token) : null
    if (places === 'sharper' && isMoving) return
    if (places === null || places === 'sharper') {
      this.paintAll(surface, painter, painted)
      return
    }
    const { ratio } = painted
    const size = sizeOf(painted)
    const view = shifted(painted)
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
      surface.paint(part, (ctx) => paint(ctx, view, size, part))
    }
    this.tokens.set(surface, token)
  }

  private paintAll(surface: Surface, { token, paint }: Painter<unknown>, painted: Painted): void {
    const size = sizeOf(painted)
    const reach = reachOf(painted)
    // What lies beside the part that is painted would be of another view.
    if (painted.isTight) surface.paint({ x1: 0, y1: 0, x2: size.width, y2: size.height }, () => {})
    surface.paint(reach, (ctx) => paint(ctx, shifted(painted), size, reach))
    this.tokens.set(surface, token)
  }
}

/** A view that one comes to who goes on zooming out: painted for it, the ground has more of the picture on it. */
function ahead({ view, stage, extent }: Sight): Viewport {
  const whole = Math.min(stage.width / extent.width, stage.height / extent.height)
  const scale = Math.min(view.scale, Math.max(view.scale / AHEAD, whole))
  return zoomAt(view, screenPoint(stage.width / 2, stage.height / 2), scale / view.scale)
}

/** Whether a painting can be shown in another sight. */
function serves(held: Painted, { view, stage, ratio, extent }: Sight, isMoving: boolean): boolean {
  const isSameGround = held.ratio === ratio && isAlike(held.stage, stage) && isAlike(held.extent, extent)
  if (!isSameGround || !covers(held, view)) return false
  const stretch = view.scale / held.view.scale
  if (isMoving) return stretch < MAX_STRETCH && stretch > 1 / MAX_STRETCH
  const at = placeOf(held, view)
  return !held.isTight && stretch === 1 && isWhole(at.x * ratio) && isWhole(at.y * ratio)
}

/** In whole device pixels, so that the painting of a view at rest lies on the pixels of the screen. */
function marginOf({ width, height }: StageSize, ratio: number): { x: number; y: number } {
  const most = (Math.sqrt(MOST_PIXELS / (width * height)) / ratio - 1) / 2
  const share = Math.max(LEAST_MARGIN, Math.min(MARGIN, most))
  return { x: Math.round(width * share * ratio) / ratio, y: Math.round(height * share * ratio) / ratio }
}

/**
 * What a painting covers: the stage and some beside it, but of the picture and the lines and words at its edge no more than there
 * is. A picture that is seen whole costs its own pixels then; every canvas that is painted on is copied for the screen.
 */
function groundOf({ view, stage, ratio, extent }: Sight): BoxXyxyPx {
  const margin = marginOf(stage, ratio)
  const picture = boxToScreen(view, { x1: 0, y1: 0, x2: extent.width, y2: extent.height })
  const out = (value: number, round: (value: number) => number) => round(value * ratio) / ratio
  const left = Math.max(-margin.x, out(picture.x1 - LINE_PX, Math.floor))
  const top = Math.max(-margin.y, out(picture.y1 - WORDS_PX.up, Math.floor))
  const [x1, y1] = [Math.min(left, stage.width), Math.min(top, stage.height)]
  const right = Math.min(stage.width + margin.x, out(picture.x2 + WORDS_PX.right, Math.ceil))
  const bottom = Math.min(stage.height + margin.y, out(picture.y2 + WORDS_PX.up, Math.ceil))
  return { x1, y1, x2: Math.max(right, x1 + 1), y2: Math.max(bottom, y1 + 1) }
}

const sizeOf = ({ on }: Painted): StageSize => ({ width: on.x2 - on.x1, height: on.y2 - on.y1 })

const shifted = ({ view, on }: Painted): Viewport => ({
  scale: view.scale,
  x: view.x - on.x1,
  y: view.y - on.y1,
})

/** Where the top left corner of a painting made for one view lies in another, CSS px. */
function placeOf({ view: made, on }: Painted, view: Viewport): { x: number; y: number } {
  const stretch = view.scale / made.scale
  return { x: view.x - (made.x - on.x1) * stretch, y: view.y - (made.y - on.y1) * stretch }
}

/** Whether all of the picture that a view has in sight is on a painting. */
function covers(held: Painted, view: Viewport): boolean {
  const { width, height } = held.extent
  const at = placeOf(held, view)
  const stretch = view.scale / held.view.scale
  const reach = reachOf(held)
  const picture = boxToScreen(view, { x1: 0, y1: 0, x2: width, y2: height })
  return (
    at.x + reach.x1 * stretch <= Math.max(0, picture.x1) &&
    at.y + reach.y1 * stretch <= Math.max(0, picture.y1) &&
    at.x + reach.x2 * stretch >= Math.min(held.stage.width, picture.x2) &&
    at.y + reach.y2 * stretch >= Math.min(held.stage.height, picture.y2)
  )
}

/** The part of the ground that is painted, CSS px of the ground. */
function reachOf(painted: Painted): BoxXyxyPx {
  const { stage, on, isTight } = painted
  const { width, height } = sizeOf(painted)
  if (!isTight) return { x1: 0, y1: 0, x2: width, y2: height }
  return {
    x1: Math.max(0, -on.x1),
    y1: Math.max(0, -on.y1),
    x2: Math.min(width, stage.width - on.x1),
    y2: Math.min(height, stage.height - on.y1),
  }
}

const isAlike = (a: StageSize, b: StageSize) => a.width === b.width && a.height === b.height

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-3
