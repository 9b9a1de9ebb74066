import {
  createEdit,
  type Edit,
  type EditInput,
  isEmptyEdit,
  touchedImages,
} from '../../../shared/annotation/edit'
import type { BoxRecord, ImageRow } from '../../../shared/annotation/schema'
import type { BoxId, ImageId } from '../../../shared/ids'
import { applyEdit, type ProjectData } from '../../state/labels/applyEdit'
import { doubledBoxes } from '../commands/duplicates'
import { standingGhosts, unjudged } from '../commands/ghosts'
import { emptyHistory, type History, record, type stepBack } from '../history'
import type { ImageSize } from '../types'
import { testId, testImage } from './testRecords'

/** Pictures of one size with their labels, the one in sight, and the history over all of them. */
export class TestProject {
  /** Labels of the edits, one a gesture or command. */
  readonly commits: string[] = []
  data: ProjectData
  history: History = emptyHistory
  imageId: ImageId = testId<ImageId>(1)
  private lastId = 1000

  constructor(
    protected readonly image: ImageSize,
    numPictures: number,
  ) {
    const images = Array.from({ length: numPictures }, (_, i) => testImage(i + 1, image))
    this.data = {
      images,
      places: new Map(images.map(({ id }, i) => [id, i])),
      classes: [],
      boxCounts: new Map(),
      documents: new Map(images.map(({ id }) => [id, { imageId: id, boxes: [], marks: [] }])),
    }
  }

  /** The boxes of the picture in sight. */
  get boxes(): readonly BoxRecord[] {
    return this.data.documents.get(this.imageId)?.boxes ?? []
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

  /** The boxes of every picture. */
  allBoxes(): readonly BoxRecord[] {
    return [...this.data.documents.values()].flatMap((document) => document.boxes)
  }

  boxById(id: BoxId): BoxRecord | undefined {
    return this.allBoxes().find((box) => box.id === id)
  }

  /** Places of all boxes, in order. */
  places(): number[][] {
    return this.boxes.map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])
  }

  /** Puts boxes on the picture in sight, past the history. */
  protected place(boxes: readonly BoxRecord[]): void {
    const here = boxes.map((box) => (box.imageId === this.imageId ? box : { ...box, imageId: this.imageId }))
    const document = { imageId: this.imageId, boxes: here, marks: [] }
    this.data = { ...this.data, documents: new Map(this.data.documents).set(this.imageId, document) }
  }

  /** Does an edit and keeps it in the history; false where it changes nothing. */
  protected record(input: EditInput): boolean {
    const edit = createEdit(input)
    if (isEmptyEdit(edit)) return false
    this.apply(edit)
    this.history = record(this.history, edit)
    this.commits.push(edit.label)
    return true
  }

  /** One step of the history, on the picture that it changes; false where there is none. */
  protected step(step: typeof stepBack): boolean {
    const due = step(this.history)
    if (due === null) return false
    const touched = touchedImages(due.edit)
    const [first] = touched
    if (first !== undefined && !touched.has(this.imageId)) this.imageId = first
    this.apply(due.edit)
    this.history = due.history
    return true
  }

  protected row(): ImageRow {
    return this.data.images[this.data.places.get(this.imageId) ?? 0]
  }

  protected ground() {
    return { classIds: new Set(this.allBoxes().map((box) => box.classId)), now: this.lastId }
  }

  /** An id that a test can repeat. */
  protected nextId(): number {
    return ++this.lastId
  }

  /** Copies get ids and times that a test can repeat. */
  protected renumbered(boxes: readonly BoxRecord[]): BoxRecord[] {
    return boxes.map((box) => {
      const n = this.nextId()
      return { ...box, id: testId<BoxId>(n), createdAt: n }
    })
  }

  private apply(edit: Edit): void {
    this.data = applyEdit(this.data, edit).data
  }
}
