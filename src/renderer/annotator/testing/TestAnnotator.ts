// long because: one fluent driver, whose methods are the catalogue of what the annotator can do

import { drawnBox } from '../../../shared/annotation/drawnBox'
import {
  createEdit,
  type Edit,
  type EditInput,
  isEmptyEdit,
  touchedImages,
} from '../../../shared/annotation/edit'
import type { BoxRecord, BoxXyxyPx, ImageRow } from '../../../shared/annotation/schema'
import { untouchedImage } from '../../../shared/annotation/untouchedImage'
import type { BoxId, ClassId, ImageId } from '../../../shared/ids'
import { applyEdit, type ProjectData } from '../../state/labels/applyEdit'
import { visibleBoxes } from '../../state/labels/boxView'
import type { Adjustment } from '../adjust'
import { removeAttributeEdit, setAttributeEdit } from '../commands/boxAttributes'
import { type BoxFlag, toggleFlagEdit } from '../commands/boxFlags'
import { copiesOn } from '../commands/copies'
import { doubledBoxes } from '../commands/duplicates'
import { standingGhosts, unjudged } from '../commands/ghosts'
import { type PropagationPlan, planPropagation } from '../commands/propagate'
import { AnnotatorController } from '../controller'
import type { Patch } from '../edgeProfile'
import { emptyHistory, type History, record, stepBack, stepForward } from '../history'
import type { Snapping } from '../snap'
import {
  type ImageSize,
  type Modifiers,
  noModifiers,
  type ScreenPoint,
  screenPoint,
  type ToolState,
} from '../types'

/** A readable id of 32 hex digits. */
export const testId = <T extends string>(n: number): T => n.toString(16).padStart(32, '0') as T

/** A box as it is stored, with everything but its place at the default. */
export function testBox(n: number, box: BoxXyxyPx, classN = 1): BoxRecord {
  return {
    id: testId<BoxId>(n),
    imageId: testId<ImageId>(1),
    classId: testId<ClassId>(classN),
    ...box,
    ...drawnBox,
    createdAt: n,
  }
}

/** A picture of the driver's project, without labels. */
function testImage(n: number, { width, height }: ImageSize): ImageRow {
  return {
    id: testId<ImageId>(n),
    rootId: testId(1),
    path: `${n}.png`,
    width,
    height,
    bytes: 1,
    contentHash: '',
    ...untouchedImage,
    state: 'unlabelled',
    numBoxes: 0,
    classIds: [],
  }
}

/**
 * The whole annotator without a browser: a project of pictures of one size, the tool machine, every command on boxes,
 * and the history over all pictures. It uses the machine, the commands, `applyEdit` and the history of the studio; only
 * the canvas, the stores and the disk are left out. Calls chain:
 *
 *     new TestAnnotator().with([box]).use('select').click(30, 30).flag('occluded').propagate(2).open(2).undo()
 *
 * - The hand: `down`, `move`, `up`, `click`, `drag`, with `hold({ shift, alt, ctrl })`; points are px of the
 *   screen, which at scale 1 are those of the picture. `cancel` is Escape, `interrupt` is lost focus.
 * - Keys: `arrows` (the crosshair), `corner` (Enter), `nudge`, `cycle` (Q).
 * - Commands: `flag`, `attribute`, `removeAttribute`, `lock`, `hide`, `remove`, `duplicate`, `snapNow`, `propagate`,
 *   `acceptGhosts`.
 * - Pictures and history: `open(n)`, `undo`, `redo`; an undo goes to the picture that it changes.
 * - What to look at: `boxes`, `places`, `selected`, `state`, `commits` (a line for each edit), `doubled`, `ghosts`.
 */
export class TestAnnotator {
  selected: readonly BoxId[] = []
  /** Labels of the edits, one a gesture or command. */
  readonly commits: string[] = []
  readonly controller: AnnotatorController
  data: ProjectData
  history: History = emptyHistory
  imageId: ImageId = testId<ImageId>(1)
  private tool: 'draw' | 'select' = 'draw'
  private editable = true
  private modifiers: Modifiers = noModifiers
  private at: ScreenPoint = screenPoint(0, 0)
  private lastId = 1000
  private locked: ReadonlySet<BoxId> = new Set()
  private hidden: ReadonlySet<BoxId> = new Set()
  private snapSources: Snapping = { picture: true, neighbours: true, readPatch: null }
  private isSnapping = false
  private seen: {
    boxes: readonly BoxRecord[]
    hidden: ReadonlySet<BoxId>
    shown: readonly BoxRecord[]
  } | null = null

  constructor(
    private readonly image: ImageSize = { width: 200, height: 100 },
    /** At scale 1 and no offset, points of screen and picture are the same numbers. */
    scale = 1,
    numPictures = 3,
  ) {
    const images = Array.from({ length: numPictures }, (_, i) => testImage(i + 1, image))
    this.data = {
      images,
      places: new Map(images.map(({ id }, i) => [id, i])),
      classes: [],
      boxCounts: new Map(),
      documents: new Map(images.map(({ id }) => [id, { imageId: id, boxes: [], marks: [] }])),
    }
    this.controller = new AnnotatorController({
      create: (box) => {
        const made = { ...testBox(++this.lastId, box), imageId: this.imageId }
        if (this.commit({ label: 'create', boxes: { added: [made] } })) this.selected = [made.id]
        this.sync()
      },
      change: (label, pairs) => {
        this.commit({ label, boxes: { changed: pairs.map(([a, b]) => [a, b]) } })
      },
      select: (ids) => {
        this.selected = ids
        this.sync()
      },
    })
    this.sync()
    this.controller.setStage({ width: image.width * scale, height: image.height * scale })
    this.controller.centre(scale)
  }

  /** The boxes of the picture in sight. */
  get boxes(): readonly BoxRecord[] {
    return this.data.documents.get(this.imageId)?.boxes ?? []
  }

  /** The state as it would be stored: it must be plain data. */
  get state(): ToolState {
    return structuredClone(this.controller.state)
  }

  /** Boxes of the previous picture that would be offered here. */
  get ghosts(): readonly BoxRecord[] {
    const previous = this.data.images[(this.data.places.get(this.imageId) ?? 0) - 1]
    const boxes = previous === undefined ? [] : (this.data.documents.get(previous.id)?.boxes ?? [])
    return standingGhosts(boxes, this.boxes, unjudged)
  }

  /** Boxes that double another one. */
  get doubled(): readonly BoxId[] {
    return [...doubledBoxes(this.boxes).keys()]
  }

  /** Puts boxes on the picture in sight, past the history. */
  with(boxes: readonly BoxRecord[], selected: readonly BoxId[] = []): this {
    const here = boxes.map((box) => (box.imageId === this.imageId ? box : { ...box, imageId: this.imageId }))
    const document = { imageId: this.imageId, boxes: here, marks: [] }
    this.data = { ...this.data, documents: new Map(this.data.documents).set(this.imageId, document) }
    this.selected = selected
    return this.sync()
  }

  use(tool: 'draw' | 'select'): this {
    this.tool = tool
    return this.sync()
  }

  readOnly(): this {
    this.editable = false
    return this.sync()
  }

  /** Edges are drawn to lines: borders and neighbours, and the pixels of a picture where one is given. */
  snapping(picture?: (x: number, y: number) => number): this {
    const readPatch = picture === undefined ? null : patchesOf(picture, this.image)
    this.snapSources = { picture: true, neighbours: true, readPatch }
    this.isSnapping = true
    return this.sync()
  }

  hold(modifiers: Partial<Modifiers>): this {
    this.modifiers = { ...noModifiers, ...modifiers }
    return this
  }

  down(x: number, y: number, how: { button?: 'main' | 'middle'; pan?: boolean } = {}): this {
    this.at = screenPoint(x, y)
    const { button = 'main', pan = false } = how
    this.controller.dispatch({ type: 'pointerDown', point: this.at, button, pan, modifiers: this.modifiers })
    return this
  }

  move(x: number, y: number): this {
    this.at = screenPoint(x, y)
    this.controller.dispatch({ type: 'pointerMove', point: this.at, modifiers: this.modifiers })
    return this
  }

  up(): this {
    this.controller.dispatch({ type: 'pointerUp', point: this.at, modifiers: this.modifiers })
    return this
  }

  click(x: number, y: number): this {
    return this.down(x, y).up()
  }

  drag(fromX: number, fromY: number, toX: number, toY: number): this {
    return this.down(fromX, fromY)
      .move((fromX + toX) / 2, (fromY + toY) / 2)
      .move(toX, toY)
      .up()
  }

  cancel(): this {
    this.controller.cancel()
    return this
  }

  interrupt(): this {
    this.controller.interrupt()
    return this
  }

  /** Arrow keys move the crosshair by px of the picture. */
  arrows(dx: number, dy: number): this {
    this.controller.moveCrosshair(dx, dy)
    return this
  }

  /** Enter sets a corner. */
  corner(): this {
    this.controller.setCorner()
    return this
  }

  /** Held arrow keys on the selected boxes, then let go. */
  nudge(adjustment: Adjustment, times = 1): this {
    for (let i = 0; i < times; i++) this.controller.adjust(adjustment)
    this.controller.finishAdjusting()
    return this
  }

  cycle(direction: 1 | -1 = 1): this {
    this.controller.cycleUnder(direction)
    return this
  }

  snapNow(): this {
    this.controller.snapSelected()
    return this
  }

  select(...ids: BoxId[]): this {
    this.selected = ids.filter((id) => !this.hidden.has(id))
    return this.sync()
  }

  /** The boxes of every picture. */
  allBoxes(): readonly BoxRecord[] {
    return [...this.data.documents.values()].flatMap((document) => document.boxes)
  }

  boxById(id: BoxId): BoxRecord | undefined {
    return this.allBoxes().find((box) => box.id === id)
  }

  /** The boxes that are locked. */
  heldBoxes(): readonly BoxRecord[] {
    return this.allBoxes().filter((box) => this.locked.has(box.id))
  }

  lock(...ids: BoxId[]): this {
    this.locked = new Set(ids)
    return this.sync()
  }

  hide(...ids: BoxId[]): this {
    this.hidden = new Set(ids)
    this.selected = this.selected.filter((id) => !this.hidden.has(id))
    return this.sync()
  }

  flag(flag: BoxFlag): this {
    this.commit(toggleFlagEdit(this.chosen(), flag))
    return this
  }

  attribute(name: string, value: string): this {
    const edit = setAttributeEdit(this.chosen(), name, value)
    if (edit !== null) this.commit(edit)
    return this
  }

  removeAttribute(name: string): this {
    this.commit(removeAttributeEdit(this.chosen(), name))
    return this
  }

  remove(): this {
    const boxes = this.chosen().filter((box) => !this.locked.has(box.id))
    if (this.commit({ label: 'remove', boxes: { removed: boxes } })) this.selected = []
    return this.sync()
  }

  duplicate(): this {
    const added = this.renumbered(copiesOn(this.chosen(), this.row(), this.ground(), 10))
    if (this.commit({ label: 'duplicate', boxes: { added } })) this.selected = added.map(({ id }) => id)
    return this.sync()
  }

  /** What propagating the selection to the next pictures would do. */
  plan(numPictures: number, onlyUnlabelled = false): PropagationPlan {
    const start = (this.data.places.get(this.imageId) ?? 0) + 1
    const targets = this.data.images.slice(start, start + numPictures).map((image) => ({
      image,
      boxes: this.data.documents.get(image.id)?.boxes ?? [],
    }))
    return planPropagation(this.chosen(), targets, onlyUnlabelled, this.ground())
  }

  propagate(numPictures: number, onlyUnlabelled = false): this {
    const { edit } = this.plan(numPictures, onlyUnlabelled)
    if (edit !== null) {
      this.commit({ label: edit.label, boxes: { added: this.renumbered(edit.boxes.added) } })
    }
    return this
  }

  acceptGhosts(): this {
    this.commit({
      label: 'ghosts',
      boxes: { added: this.renumbered(copiesOn(this.ghosts, this.row(), this.ground())) },
    })
    return this
  }

  /** Goes to picture `n`, counted from 1: whatever the hand was doing ends. */
  open(n: number): this {
    this.controller.interrupt()
    this.imageId = testId<ImageId>(n)
    this.selected = []
    return this.sync()
  }

  undo(): this {
    return this.replay(stepBack)
  }

  redo(): this {
    return this.replay(stepForward)
  }

  /** Places of all boxes, in order. */
  places(): number[][] {
    return this.boxes.map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])
  }

  private replay(step: typeof stepBack): this {
    this.controller.interrupt()
    const due = step(this.history)
    if (due === null) return this
    const touched = touchedImages(due.edit)
    const [first] = touched
    if (first !== undefined && !touched.has(this.imageId)) this.imageId = first
    this.apply(due.edit)
    this.history = due.history
    this.selected = []
    return this.sync()
  }

  private commit(input: EditInput): boolean {
    const edit = createEdit(input)
    if (isEmptyEdit(edit)) return false
    this.apply(edit)
    this.history = record(this.history, edit)
    this.commits.push(edit.label)
    this.sync()
    return true
  }

  private apply(edit: Edit): void {
    this.data = applyEdit(this.data, edit).data
  }

  private chosen(): readonly BoxRecord[] {
    return this.boxes.filter((box) => this.selected.includes(box.id))
  }

  private row(): ImageRow {
    return this.data.images[this.data.places.get(this.imageId) ?? 0]
  }

  private ground() {
    const boxes = [...this.data.documents.values()].flatMap((document) => document.boxes)
    return { classIds: new Set(boxes.map((box) => box.classId)), now: this.lastId }
  }

  /** Copies get ids and times that a test can repeat. */
  private renumbered(boxes: readonly BoxRecord[]): BoxRecord[] {
    return boxes.map((box) => ({ ...box, id: testId<BoxId>(++this.lastId), createdAt: this.lastId }))
  }

  private sync(): this {
    const { tool, editable, image, selected, locked, snapSources } = this
    const snap = this.isSnapping ? snapSources : null
    this.controller.setScene({
      tool,
      editable,
      image,
      boxes: this.visible(),
      selected,
      locked,
      snap,
      snapSources,
    })
    return this
  }

  /** The same list while nothing has changed: the controller takes another one for other boxes. */
  private visible(): readonly BoxRecord[] {
    const { boxes, hidden } = this
    if (this.seen?.boxes !== boxes || this.seen.hidden !== hidden) {
      this.seen = { boxes, hidden, shown: visibleBoxes(boxes, { hidden, hiddenClasses: new Set() }) }
    }
    return this.seen.shown
  }
}

/** Patches of a picture that is given as its brightness at each pixel. */
function patchesOf(brightness: (x: number, y: number) => number, image: ImageSize) {
  return (x: number, y: number, radius: number): Patch => {
    const x1 = Math.max(0, x - radius)
    const y1 = Math.max(0, y - radius)
    const width = Math.min(image.width, x + radius) - x1
    const height = Math.min(image.height, y + radius) - y1
    const gray = Array.from({ length: width * height }, (_, i) =>
      brightness(x1 + (i % width), y1 + Math.floor(i / width)),
    )
    return { x: x1, y: y1, width, height, gray }
  }
}
