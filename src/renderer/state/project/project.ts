import { create } from 'zustand'
import { unpackRows } from '../../../shared/annotation/packedRows'
import type { ClassRecord, ImageRow } from '../../../shared/annotation/schema'
import type { ClassId, ImageId } from '../../../shared/ids'
import type { CallOutput } from '../../../shared/ipc/contract'
import type { ImportReport, ProjectSummary } from '../../../shared/project/schema'
import { call } from '../../ipc/client'
import { type ImageDocument, inOrder, type ProjectData } from '../labels/applyEdit'
import { reportError } from '../studio/notices'
import { isSameRow } from './isSameRow'

export interface ProjectState extends ProjectData {
  /** asking: not known yet whether main has a project open. */
  status: 'asking' | 'none' | 'opening' | 'open'
  summary: ProjectSummary | null
  /** What the import on the way in did; shown until it is closed. */
  importReport: ImportReport | null
  /** Only a stretch of a long list is there yet: its place in it, and what the list's head says. */
  early: Early | null
}

interface Early {
  at: number
  total: number
  reviewed: number
}

const nothing: ProjectState = {
  status: 'none',
  summary: null,
  importReport: null,
  early: null,
  images: [],
  places: new Map(),
  classes: [],
  boxCounts: new Map(),
  documents: new Map(),
}

/** The open project. */
export const useProject = create<ProjectState>(() => ({ ...nothing, status: 'asking' }))

/** Boxes of this many pictures are kept at hand. */
const KEPT_DOCUMENTS = 200

/** Longer lists are read in two goes: the rows of 100,000 pictures take most of a second. */
const LONG_LIST = 3000

/**
 * Takes a project that main has open into the page: its pictures, classes and counts. Of a long list that is the stretch
 * that is seen first; `loadRest` brings the others.
 */
export async function loadProject(summary: ProjectSummary): Promise<void> {
  const isLong = summary.numImages > LONG_LIST
  const { images, boxCounts, early } = isLong ? await readFirstRows() : { ...(await readRows()), early: null }
  useProject.setState({
    ...nothing,
    status: 'open',
    summary,
    ...rowsOf(images),
    classes: inClassOrder(summary.classes),
    boxCounts,
    early,
  })
}

/** Reads the whole list after its first stretch. False: something was edited meanwhile, which it may not know of. */
export async function loadRest(): Promise<boolean> {
  const { boxCounts, early } = useProject.getState()
  if (early === null) return true
  // The list was read for another reason, or the project is gone.
  const isOver = () => useProject.getState().early !== early
  const rows = await readRows().catch((cause: unknown) => {
    if (isOver()) return null
    throw cause
  })
  if (rows === null || isOver()) return true
  // Every edit makes the counts anew.
  if (useProject.getState().boxCounts !== boxCounts) return false
  useProject.setState({ ...rowsOf(rows.images), early: null })
  return true
}

/** Reads lists and counts again after something outside the page's edits changed them. */
export async function refreshProject(keepDocuments: ReadonlySet<ImageId>): Promise<void> {
  const summary = await call('project.current', {})
  if (summary === null) return forgetProject()
  const { images, boxCounts } = await readRows()
  useProject.setState(({ documents }) => ({
    summary,
    ...rowsOf(images),
    classes: inClassOrder(summary.classes),
    boxCounts,
    early: null,
    documents: new Map([...documents].filter(([imageId]) => keepDocuments.has(imageId))),
  }))
}

/** Reads the rows and counts alone again. */
export async function refreshRows(): Promise<void> {
  const { images, boxCounts } = await readRows()
  useProject.setState({ ...rowsOf(images), boxCounts, early: null })
}

/** No project is open any more. */
export function forgetProject(): void {
  useProject.setState(nothing)
}

/** The boxes of a picture, read from main where they are not at hand. */
export async function readDocument(imageId: ImageId): Promise<ImageDocument | null> {
  const held = useProject.getState().documents.get(imageId)
  if (held !== undefined) return held
  try {
    const { image, boxes, marks } = await call('images.read', { imageId })
    useProject.setState((state) => {
      // An edit may have come in meanwhile by another way: what is held is newer.
      if (state.documents.has(imageId)) return state
      const place = state.places.get(imageId)
      // A list of rows that says nothing new would be rendered anew, at every picture that is read ahead.
      const isNews = place !== undefined && !isSameRow(state.images[place], image)
      return {
        images: isNews ? state.images.with(place, image) : state.images,
        documents: withDocument(state.documents, { imageId, boxes: inOrder(boxes), marks: inOrder(marks) }),
      }
    })
    return useProject.getState().documents.get(imageId) ?? null
  } catch (cause) {
    reportError(cause)
    return null
  }
}

/** The row of a picture. */
export function rowOf(state: ProjectData, imageId: ImageId | null): ImageRow | null {
  const place = imageId === null ? undefined : state.places.get(imageId)
  return place === undefined ? null : state.images[place]
}

function withDocument(
  documents: ReadonlyMap<ImageId, ImageDocument>,
  document: ImageDocument,
): ReadonlyMap<ImageId, ImageDocument> {
  const kept = [...documents].slice(-KEPT_DOCUMENTS + 1)
  return new Map([...kept, [document.imageId, document]])
}

function rowsOf(images: readonly ImageRow[]): Pick<ProjectData, 'images' | 'places'> {
  return { images, places: new Map(images.map((image, place) => [image.id, place])) }
}

function inClassOrder(classes: readonly ClassRecord[]): readonly ClassRecord[] {
  return [...classes].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

async function readRows() {
  const { packed, boxCounts } = await call('images.list', {})
  return { images: unpackRows(packed), boxCounts: countsOf(boxCounts) }
}

async function readFirstRows() {
  const { packed, boxCounts, ...early } = await call('images.first', {})
  return { images: unpackRows(packed), boxCounts: countsOf(boxCounts), early }
}

function countsOf(counts: CallOutput<'images.list'>['boxCounts']): ReadonlyMap<ClassId, number> {
  return new Map(counts.map(({ classId, boxes }) => [classId, boxes]))
}
