import type { EditInput } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import type { BoxId, ImageId } from '../../../shared/ids'
import { visibleBoxes } from '../../state/labels/boxView'
import { removeAttributeEdit, setAttributeEdit } from '../commands/boxAttributes'
import { type BoxFlag, toggleFlagEdit } from '../commands/boxFlags'
import { copiesOn } from '../commands/copies'
import { type PropagationPlan, planPropagation } from '../commands/propagate'
import { AnnotatorController } from '../controller'
import { stepBack, stepForward } from '../history'
import type { Snapping } from '../tools/snap'
import type { ImageSize, ToolState } from '../types'
import { TestHand } from './TestHand'
import { patchesOf, testBox, testId } from './testRecords'

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
export class TestAnnotator extends TestHand {
  selected: readonly BoxId[] = []
  readonly controller: AnnotatorController
  private tool: 'draw' | 'select' = 'draw'
  private editable = true
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
    image: ImageSize = { width: 200, height: 100 },
    /** At scale 1 and no offset, points of screen and picture are the same numbers. */
    scale = 1,
    numPictures = 3,
  ) {
    super(image, numPictures)
    this.controller = new AnnotatorController({
      create: (box) => {
        const made = { ...testBox(this.nextId(), box), imageId: this.imageId }
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

  /** The state as it would be stored: it must be plain data. */
  get state(): ToolState {
    return structuredClone(this.controller.state)
  }

  /** Puts boxes on the picture in sight, past the history. */
  with(boxes: readonly BoxRecord[], selected: readonly BoxId[] = []): this {
    this.place(boxes)
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

  select(...ids: BoxId[]): this {
    this.selected = ids.filter((id) => !this.hidden.has(id))
    return this.sync()
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

  private replay(step: typeof stepBack): this {
    this.controller.interrupt()
    if (this.step(step)) this.selected = []
    return this.sync()
  }

  private commit(input: EditInput): boolean {
    const isDone = this.record(input)
    if (isDone) this.sync()
    return isDone
  }

  private chosen(): readonly BoxRecord[] {
    return this.boxes.filter((box) => this.selected.includes(box.id))
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
