import type { BoxRecord, BoxXyxyPx } from '../../shared/annotation/schema'
import type { BoxId } from '../../shared/ids'
import { type Adjustment, adjustBoxes } from './adjust'
import { type BoxIndex, createBoxIndex, hitTest } from './hitTest'
import { step } from './machine'
import { movedBoxes } from './states/moving'
import {
  atRest,
  type Effect,
  type ImagePoint,
  type ImageSize,
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
  keepInSight,
  type StageSize,
  toImage,
  type Viewport,
  zoomAt,
} from './viewport'

/** What the canvas shows and may do. */
export interface Scene {
  tool: 'draw' | 'select'
  editable: boolean
  image: ImageSize
  boxes: readonly BoxRecord[]
  selected: readonly BoxId[]
}

/** Who carries out what the tool wants. */
export interface Host {
  create(box: BoxXyxyPx): void
  change(label: string, pairs: readonly (readonly [BoxRecord, BoxRecord])[]): void
  select(ids: readonly BoxId[]): void
  /** A click on the picture, on the box there or on none; after `select`. */
  tap?(point: ImagePoint, hit: BoxId | null): void
}

const noPreview: ReadonlyMap<BoxId, BoxXyxyPx> = new Map()

/** Holds the tool's state and the view, runs the machine, tells its listeners. No DOM, no Konva. */
export class AnnotatorController {
  state: ToolState = atRest
  view: Viewport = { scale: 1, x: 0, y: 0 }
  /** Boxes as a gesture or a held key shows them, not committed yet. */
  preview: ReadonlyMap<BoxId, BoxXyxyPx> = noPreview
  /** The pan key is down. */
  panReady = false
  private index: BoxIndex = createBoxIndex([])
  private scene: Scene = {
    tool: 'select',
    editable: false,
    image: { width: 1, height: 1 },
    boxes: [],
    selected: [],
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
      this.index = createBoxIndex(scene.boxes)
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

  /** One event through the machine. */
  dispatch(event: ToolEvent): void {
    const before = this.state
    const { next, effects } = step(before, event, this.context())
    this.state = next
    this.preview = this.previewOf(next)
    for (const effect of effects) this.carryOut(effect)
    if (before.at === 'pointing' && event.type === 'pointerUp' && before.hit?.on !== 'handle')
      this.host.tap?.(toImage(this.view, event.point), before.hit?.boxId ?? null)
    this.tell()
  }

  /** Selects the box under a point, unless it is selected already; for menus. */
  pick(point: ScreenPoint): void {
    const hit = hitTest(point, this.context())
    if (hit?.on === 'box' && !this.scene.selected.includes(hit.boxId)) this.host.select([hit.boxId])
  }

  /** Gives up the gesture or held keys under way; false where there is none. */
  cancel(): boolean {
    const wasBusy = this.state.at !== 'idle' || this.adjusted !== null
    this.adjusted = null
    this.dispatch({ type: 'cancel' })
    return wasBusy
  }

  /** The ground goes from under a gesture. */
  interrupt(): void {
    this.adjusted = null
    this.dispatch({ type: 'interrupt' })
  }

  /** Changes the selected boxes by keys; shown at once, committed by `finishAdjusting`. */
  adjust(adjustment: Adjustment): void {
    const before =
      this.adjusted?.before ?? this.scene.boxes.filter((box) => this.scene.selected.includes(box.id))
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
      .filter(([a, b]) => a.x1 !== b.x1 || a.y1 !== b.y1 || a.x2 !== b.x2 || a.y2 !== b.y2)
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

  private setView(view: Viewport): void {
    this.view = keepInSight(view, this.scene.image, this.stage)
    this.tell()
  }

  private context(): ToolContext {
    const { tool, editable, image, selected } = this.scene
    return { tool, editable, image, selected, view: this.view, boxes: this.index }
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
