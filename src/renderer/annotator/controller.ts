import type { BoxRecord, BoxXyxyPx } from '../../shared/annotation/schema'
import type { BoxId } from '../../shared/ids'
import { type Adjustment, adjustBoxes } from './tools/adjust'
import { type BoxIndex, createBoxIndex, hitTest, nextUnder } from './tools/hitTest'
import { step } from './tools/machine'
import { type Snapping, snapBox } from './tools/snap'
import { movedBoxes } from './tools/states/moving'
import {
  atRest,
  type Effect,
  type ImagePoint,
  type ImageSize,
  imagePoint,
  noModifiers,
  type ScreenPoint,
  screenPoint,
  type ToolContext,
  type ToolEvent,
  type ToolState,
} from './types'
import {
  centred,
  fitWhole,
  fitWidth,
  focusOn,
  inSight,
  keepInSight,
  revealing,
  type StageSize,
  toImage,
  toScreen,
  type Viewport,
  withCentre,
  zoomAt,
} from './view/viewport'

/** What the canvas shows and may do. */
export interface Scene {
  tool: 'draw' | 'select'
  editable: boolean
  image: ImageSize
  boxes: readonly BoxRecord[]
  selected: readonly BoxId[]
  /** Boxes that the hand may select but not change. */
  locked: ReadonlySet<BoxId>
  /** Boxes that a person put before or behind the others; the boxes come anew when it changes. */
  layers?: ReadonlyMap<BoxId, number>
  /** What edges are drawn to; null: nothing. */
  snap: Snapping | null
  /** The same on demand, while it is switched off. */
  snapSources: Snapping | null
}

/** Who carries out what the tool wants. */
export interface Host {
  create(box: BoxXyxyPx): void
  change(label: string, pairs: readonly (readonly [BoxRecord, BoxRecord])[]): void
  select(ids: readonly BoxId[]): void
  /** A click on the picture, on the box there or on none; after `select`. */
  tap?(point: ImagePoint, hit: BoxId | null): void
}

/** Keys place exactly: they are never drawn to a line. */
const exactly = { ...noModifiers, ctrl: true }

const noPreview: ReadonlyMap<BoxId, BoxXyxyPx> = new Map()

/** Holds the tool's state and the view, runs the machine, tells its listeners. No DOM, no canvas. */
export class AnnotatorController {
  state: ToolState = atRest
  view: Viewport = { scale: 1, x: 0, y: 0 }
  /** Boxes as a gesture or a held key shows them, not committed yet. */
  preview: ReadonlyMap<BoxId, BoxXyxyPx> = noPreview
  /** The pan key is down. */
  panReady = false
  /** Where the arrow keys have moved the crosshair, in whole px; null: it follows the pointer. */
  crosshair: ImagePoint | null = null
  private index: BoxIndex = createBoxIndex([])
  private scene: Scene = {
    tool: 'select',
    editable: false,
    image: { width: 1, height: 1 },
    boxes: [],
    selected: [],
    locked: new Set(),
    snap: null,
    snapSources: null,
  }
  private stage: StageSize = { width: 1, height: 1 }
  /** How the picture was placed, and where that put it. */
  private placed: { how: () => Viewport; view: Viewport } | null = null
  private adjusted: { before: readonly BoxRecord[]; after: readonly BoxRecord[] } | null = null
  private readonly listeners = new Set<() => void>()

  constructor(private readonly host: Host) {}

  /** Calls back after every change; returns the way out. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes in what is to be shown; a gesture on boxes that are no longer there is interrupted. */
  setScene(scene: Scene): void {
    const boxesChanged = scene.boxes !== this.scene.boxes
    this.scene = scene
    if (boxesChanged) {
      this.index = createBoxIndex(scene.boxes, scene.layers)
      const isTouched = this.state.at === 'moving' || this.state.at === 'resizing'
      if (isTouched || this.adjusted !== null) this.interrupt()
    }
    this.tell()
  }

  /** A canvas of another size shows what it showed: fitted or in focus, as long as nobody has moved the picture. */
  setStage(stage: StageSize): void {
    this.stage = stage
    if (this.placed?.view === this.view) this.place(this.placed.how)
    else this.setView(this.view)
  }

  setPanReady(panReady: boolean): void {
    this.panReady = panReady
    this.tell()
  }

  /** One event of the pointer through the machine. */
  dispatch(event: ToolEvent): void {
    if (event.type === 'pointerMove' || event.type === 'pointerDown') this.crosshair = null
    this.run(event)
  }

  private run(event: ToolEvent): void {
    const before = this.state
    const { next, effects } = step(before, event, this.context())
    this.state = next
    this.preview = this.previewOf(next)
    for (const effect of effects) this.carryOut(effect)
    const isTap = before.at === 'pointing' && event.type === 'pointerUp' && next.at === 'idle'
    if (isTap && before.hit?.on !== 'handle')
      this.host.tap?.(toImage(this.view, event.point), before.hit?.boxId ?? null)
    this.tell()
  }

  /** Selects the box under a point, unless it is selected already; for menus. */
  pick(point: ScreenPoint): void {
    const hit = hitTest(point, this.context())
    if (hit?.on === 'box' && !this.scene.selected.includes(hit.boxId)) this.host.select([hit.boxId])
  }

  /** Selects one of the boxes under the pointer after the other, smallest first. */
  cycleUnder(direction: 1 | -1): boolean {
    if (this.state.at !== 'idle' || this.state.pointer === null) return false
    const next = nextUnder(this.state.pointer, this.context(), direction)
    if (next !== undefined) this.host.select([next.id])
    return next !== undefined
  }

  /** Gives up the gesture, held keys or the crosshair of the keys; false where there is none. */
  cancel(): boolean {
    const wasBusy = this.state.at !== 'idle' || this.adjusted !== null
    const hadCrosshair = this.crosshair !== null
    this.adjusted = null
    if (!wasBusy) this.crosshair = null
    this.run({ type: 'cancel' })
    if (this.crosshair !== null) this.pointAt(this.crosshair)
    return wasBusy || hadCrosshair
  }

  /** Gives the crosshair to the arrow keys: where the pointer is, else in the middle of what is in sight. */
  takeCrosshair(): void {
    if (this.crosshair !== null || !this.scene.editable) return
    const pointer = this.state.at === 'idle' || this.state.at === 'drawing' ? this.state.pointer : null
    const middle = screenPoint(this.stage.width / 2, this.stage.height / 2)
    const { x, y } = toImage(this.view, pointer ?? middle)
    this.moveCrosshairTo(Math.round(x), Math.round(y))
  }

  /** Moves the crosshair of the keys, in px of the picture; the view follows. */
  moveCrosshair(dx: number, dy: number): void {
    this.takeCrosshair()
    if (this.crosshair !== null) this.moveCrosshairTo(this.crosshair.x + dx, this.crosshair.y + dy)
  }

  /** The crosshair of the keys sets a corner: the first one, then the one that ends the box. */
  setCorner(): void {
    const at = this.crosshair
    if (at === null) return
    const isSecond = this.state.at === 'drawing'
    this.run({ type: 'corner', at })
    if (isSecond && this.state.at === 'idle') this.crosshair = null
    this.tell()
  }

  /** Draws every edge of the selected boxes to the nearest line, as one change. */
  snapSelected(): boolean {
    const { boxes, selected, locked, editable, snapSources } = this.scene
    if (!editable || this.state.at !== 'idle') return false
    const except = new Set(selected)
    const context = { ...this.context(), snap: snapSources }
    const pairs = boxes
      .filter((box) => except.has(box.id) && !locked.has(box.id))
      .map((box) => [box, { ...box, ...snapBox(box, context, except) }] as const)
      .filter(([a, b]) => isMoved(a, b))
    if (pairs.length > 0) this.host.change(pairs.length > 1 ? 'Snap boxes' : 'Snap box', pairs)
    return pairs.length > 0
  }

  /** The ground goes from under a gesture. */
  interrupt(): void {
    this.adjusted = null
    this.crosshair = null
    this.run({ type: 'interrupt' })
  }

  /** Changes the selected boxes by keys; shown at once, committed by `finishAdjusting`. */
  adjust(adjustment: Adjustment): void {
    const before =
      this.adjusted?.before ??
      this.scene.boxes.filter((box) => this.scene.selected.includes(box.id) && !this.scene.locked.has(box.id))
    if (before.length === 0 || this.state.at !== 'idle' || !this.scene.editable) return
    const after = adjustBoxes(this.adjusted?.after ?? before, adjustment, this.scene.image)
    this.adjusted = { before, after }
    this.preview = new Map(after.map((box) => [box.id, box]))
    this.tell()
  }

  /** The key is let go: one edit for the whole way. */
  finishAdjusting(): void {
    const { adjusted } = this
    if (adjusted === null) return
    this.adjusted = null
    this.preview = noPreview
    const pairs = adjusted.before
      .map((box, i) => [box, adjusted.after[i]] as const)
      .filter(([a, b]) => isMoved(a, b))
    if (pairs.length > 0) this.host.change('Nudge boxes', pairs)
    this.tell()
  }

  fit(): void {
    this.place(() => fitWhole(this.scene.image, this.stage))
  }

  fitWidth(): void {
    this.place(() => fitWidth(this.scene.image, this.stage))
  }

  /** A scale around the middle of the canvas. */
  zoomTo(scale: number): void {
    this.zoomBy(scale / this.view.scale)
  }

  zoomBy(factor: number, at: ScreenPoint = screenPoint(this.stage.width / 2, this.stage.height / 2)): void {
    this.setView(zoomAt(this.view, at, factor))
  }

  /** The picture at a scale, in the middle. */
  centre(scale: number): void {
    this.setView(centred(this.scene.image, this.stage, scale))
  }

  focus(box: BoxXyxyPx): void {
    this.place(() => focusOn(box, this.scene.image, this.stage))
  }

  private place(how: () => Viewport): void {
    this.setView(how())
    this.placed = { how, view: this.view }
  }

  /** A place of the picture in the middle, at the same scale. */
  lookAt(x: number, y: number): void {
    this.setView(withCentre(this.view, imagePoint(x, y), this.stage))
  }

  /** The part of the picture in sight; may reach beyond it. */
  sight(): BoxXyxyPx {
    return inSight(this.view, this.stage)
  }

  private moveCrosshairTo(x: number, y: number): void {
    const { width, height } = this.scene.image
    const to = imagePoint(Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height))
    this.crosshair = to
    this.setView(revealing(this.view, to, this.stage))
    this.pointAt(to)
  }

  private pointAt(place: ImagePoint): void {
    this.run({ type: 'pointerMove', point: toScreen(this.view, place), modifiers: exactly })
  }

  private setView(view: Viewport): void {
    this.view = keepInSight(view, this.scene.image, this.stage)
    // The crosshair of the keys stays on its place of the picture.
    if (this.crosshair !== null) this.pointAt(this.crosshair)
    this.tell()
  }

  private context(): ToolContext {
    const { tool, editable, image, selected, locked, snap } = this.scene
    return { tool, editable, image, selected, locked, snap, view: this.view, boxes: this.index }
  }

  private previewOf(state: ToolState): ReadonlyMap<BoxId, BoxXyxyPx> {
    if (state.at === 'moving') {
      const pairs = movedBoxes(state.before, state.dx, state.dy, this.scene)
      return new Map(pairs.map(([, after]) => [after.id, after]))
    }
    if (state.at === 'resizing') return new Map([[state.before.id, state.draft]])
    if (this.adjusted !== null) return new Map(this.adjusted.after.map((box) => [box.id, box]))
    return noPreview
  }

  private carryOut(effect: Effect): void {
    switch (effect.do) {
      case 'create':
        this.host.create(effect.box)
        break
      case 'change':
        this.host.change(effect.label, effect.pairs)
        break
      case 'select':
        this.host.select(effect.ids)
        break
      case 'view':
        this.setView(effect.view)
        break
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

function isMoved(a: BoxXyxyPx, b: BoxXyxyPx): boolean {
  return a.x1 !== b.x1 || a.y1 !== b.y1 || a.x2 !== b.x2 || a.y2 !== b.y2
}
