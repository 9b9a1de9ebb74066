import type { BoxRecord, BoxXyxyPx } from '../../../shared/annotation/schema'
import type { BoxId, ClassId, ImageId } from '../../../shared/ids'
import { AnnotatorController } from '../controller'
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
    difficult: false,
    occluded: false,
    truncated: false,
    crowd: false,
    source: 'drawn',
    runId: null,
    reviewedAt: null,
    attributes: [],
    createdAt: n,
  }
}

/** Drives the annotator as a hand would, without a browser; points are in px of the screen. */
export class TestAnnotator {
  boxes: BoxRecord[] = []
  selected: readonly BoxId[] = []
  /** What was handed out, one line each: a gesture is to be one commit. */
  readonly commits: string[] = []
  readonly controller: AnnotatorController
  private tool: 'draw' | 'select' = 'draw'
  private editable = true
  private modifiers: Modifiers = noModifiers
  private at: ScreenPoint = screenPoint(0, 0)
  private lastId = 1000

  constructor(
    private readonly image: ImageSize = { width: 200, height: 100 },
    /** At scale 1 and no offset, points of screen and picture are the same numbers. */
    scale = 1,
  ) {
    this.controller = new AnnotatorController({
      create: (box) => {
        const record = testBox(++this.lastId, box)
        this.boxes = [...this.boxes, record]
        this.selected = [record.id]
        this.commits.push('create')
        this.sync()
      },
      change: (label, pairs) => {
        const after = new Map(pairs.map(([before, changed]) => [before.id, changed]))
        this.boxes = this.boxes.map((box) => after.get(box.id) ?? box)
        this.commits.push(label)
        this.sync()
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

  with(boxes: readonly BoxRecord[], selected: readonly BoxId[] = []): this {
    this.boxes = [...boxes]
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

  /** Places of all boxes, in order. */
  places(): number[][] {
    return this.boxes.map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])
  }

  private sync(): this {
    const { tool, editable, image, boxes, selected } = this
    this.controller.setScene({
      tool,
      editable,
      image,
      boxes,
      selected,
      locked: new Set(),
      snap: null,
      snapSources: null,
    })
    return this
  }
}
