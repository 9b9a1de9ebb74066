import {
  applyTable,
  type ClassMove,
  type Edit,
  type TableEdit,
  touchedImages,
} from '../../../shared/annotation/edit'
import {
  type BoxRecord,
  type ClassRecord,
  type ImageRow,
  imageState,
  type MarkRecord,
} from '../../../shared/annotation/schema'
import type { ClassId, ImageId } from '../../../shared/ids'

/** What is on one picture, oldest first. */
export interface ImageDocument {
  imageId: ImageId
  boxes: readonly BoxRecord[]
  marks: readonly MarkRecord[]
}

/** The part of the project that edits change, as this page holds it. */
export interface ProjectData {
  images: readonly ImageRow[]
  /** Place of each image in `images`. */
  places: ReadonlyMap<ImageId, number>
  /** In the order of the class list. */
  classes: readonly ClassRecord[]
  boxCounts: ReadonlyMap<ClassId, number>
  /** Pictures whose boxes have been read. */
  documents: ReadonlyMap<ImageId, ImageDocument>
}

export interface Applied {
  data: ProjectData
  /** Pictures whose row, or what it adds to the counts, could not be told from the edit alone. */
  unsure: readonly ImageId[]
}

/** The data after an edit. Throws RangeError where the edit does not fit what is held. */
export function applyEdit(data: ProjectData, edit: Edit): Applied {
  const documents = new Map(data.documents)
  const touched = touchedImages(edit)
  for (const imageId of touched) {
    const document = documents.get(imageId)
    if (document !== undefined) documents.set(imageId, editDocument(document, edit))
  }
  const boxes = boxesByImage(edit)
  const moves = edit.moves ?? []
  const moved = new Map(moves.flatMap((move) => move.boxes.map(([imageId]) => [imageId, move] as const)))
  const remarks = new Map(edit.images.map(([, after]) => [after.id, after]))
  const images = data.images.slice()
  const unsure = new Set<ImageId>()
  for (const imageId of [...boxes.keys(), ...moved.keys()]) if (!documents.has(imageId)) unsure.add(imageId)
  for (const imageId of touched) {
    const place = data.places.get(imageId)
    if (place !== undefined) {
      const before = images[place]
      images[place] = editRow(
        images[place],
        remarks.get(imageId) ?? {},
        boxes.get(imageId),
        documents.get(imageId),
        moved.get(imageId),
      )
      // Boxes of a picture that is taken out do not count, and which there are is not told by the edit.
      const isOut = before.takenOut || images[place].takenOut
      if (isOut && before.numBoxes + images[place].numBoxes > 0) unsure.add(imageId)
    }
  }
  return {
    data: {
      images,
      places: data.places,
      classes: editClasses(data.classes, edit.classes),
      boxCounts: editCounts(data.boxCounts, edit.boxes, moves),
      documents,
    },
    unsure: [...unsure],
  }
}

/** Oldest first; boxes of one moment by id, so that undo brings back the same order. */
export function inOrder<T extends { createdAt: number; id: string }>(records: Iterable<T>): T[] {
  return [...records].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

function editDocument(document: ImageDocument, edit: Edit): ImageDocument {
  return {
    imageId: document.imageId,
    boxes: moveRecords(
      editRecords(document.boxes, edit.boxes, document.imageId),
      edit.moves?.map(({ from, to, boxes }) => ({ from, to, ids: idsOn(boxes, document.imageId) })),
    ),
    marks: moveRecords(
      editRecords(document.marks, edit.marks, document.imageId),
      edit.moves?.map(({ from, to, marks }) => ({ from, to, ids: idsOn(marks, document.imageId) })),
    ),
  }
}

function editRecords<T extends { id: string; imageId: ImageId; createdAt: number }>(
  records: readonly T[],
  table: TableEdit<T>,
  imageId: ImageId,
): readonly T[] {
  const part: TableEdit<T> = {
    removed: table.removed.filter((record) => record.imageId === imageId),
    added: table.added.filter((record) => record.imageId === imageId),
    changed: table.changed.filter(([before]) => before.imageId === imageId),
  }
  if (part.removed.length + part.added.length + part.changed.length === 0) return records
  const byId = new Map(records.map((record) => [record.id, record]))
  applyTable(byId, part)
  return inOrder(byId.values())
}

const idsOn = (byImage: readonly (readonly [string, readonly string[]])[], imageId: ImageId) =>
  byImage.find(([id]) => id === imageId)?.[1] ?? []

/** Gives records another class. Throws RangeError where one of them is gone or has another class than it should. */
function moveRecords<T extends { id: string; classId: ClassId | null }>(
  records: readonly T[],
  moves: readonly { from: ClassId; to: ClassId; ids: readonly string[] }[] = [],
): readonly T[] {
  let result = records
  for (const { from, to, ids } of moves) {
    if (ids.length === 0) continue
    const wanted = new Set(ids)
    let seen = 0
    result = result.map((record) => {
      if (!wanted.has(record.id) || record.classId !== from) return record
      seen++
      return { ...record, classId: to }
    })
    if (seen < ids.length) throw new RangeError('stale edit: what was merged has changed')
  }
  return result
}

function boxesByImage(edit: Edit): Map<ImageId, TableEdit<BoxRecord>> {
  const parts = new Map<ImageId, TableEdit<BoxRecord>>()
  const part = (imageId: ImageId) => {
    const known = parts.get(imageId) ?? { removed: [], added: [], changed: [] }
    parts.set(imageId, known)
    return known
  }
  for (const box of edit.boxes.removed) part(box.imageId).removed.push(box)
  for (const box of edit.boxes.added) part(box.imageId).added.push(box)
  for (const pair of edit.boxes.changed) part(pair[0].imageId).changed.push(pair)
  return parts
}

function editRow(
  row: ImageRow,
  remarks: Partial<ImageRow>,
  boxes: TableEdit<BoxRecord> | undefined,
  document: ImageDocument | undefined,
  move: ClassMove | undefined,
): ImageRow {
  const reviewed = remarks.reviewed ?? row.reviewed
  const numBoxes = row.numBoxes + (boxes?.added.length ?? 0) - (boxes?.removed.length ?? 0)
  const classIds =
    document !== undefined
      ? [...new Set(document.boxes.map((box) => box.classId))].sort()
      : likelyClasses(row.classIds, boxes, move)
  return { ...row, ...remarks, reviewed, numBoxes, classIds, state: imageState(numBoxes, reviewed) }
}

/** Classes of a picture whose boxes were not read: right for whole classes that go, come or merge. */
function likelyClasses(
  classIds: readonly ClassId[],
  boxes: TableEdit<BoxRecord> | undefined,
  move: ClassMove | undefined,
): ClassId[] {
  const ids = new Set(classIds)
  for (const box of boxes?.removed ?? []) ids.delete(box.classId)
  for (const [before] of boxes?.changed ?? []) ids.delete(before.classId)
  for (const [, after] of boxes?.changed ?? []) ids.add(after.classId)
  for (const box of boxes?.added ?? []) ids.add(box.classId)
  if (move !== undefined && ids.delete(move.from)) ids.add(move.to)
  return [...ids].sort()
}

function editClasses(classes: readonly ClassRecord[], table: TableEdit<ClassRecord>): readonly ClassRecord[] {
  if (table.removed.length + table.added.length + table.changed.length === 0) return classes
  const byId = new Map(classes.map((record) => [record.id, record]))
  applyTable(byId, table)
  return [...byId.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

function editCounts(
  counts: ReadonlyMap<ClassId, number>,
  table: TableEdit<BoxRecord>,
  moves: readonly ClassMove[],
): ReadonlyMap<ClassId, number> {
  const next = new Map(counts)
  const add = (classId: ClassId, change: number) => next.set(classId, (next.get(classId) ?? 0) + change)
  for (const box of table.removed) add(box.classId, -1)
  for (const box of table.added) add(box.classId, 1)
  for (const [before, after] of table.changed) {
    add(before.classId, -1)
    add(after.classId, 1)
  }
  for (const { from, to, boxes } of moves) {
    const moved = boxes.reduce((sum, [, ids]) => sum + ids.length, 0)
    add(from, -moved)
    add(to, moved)
  }
  for (const [classId, count] of next) if (count === 0) next.delete(classId)
  return next
}
