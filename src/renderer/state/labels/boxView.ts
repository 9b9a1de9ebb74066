import { create } from 'zustand'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { area } from '../../../shared/geometry/box'
import type { BoxId, ClassId } from '../../../shared/ids'
import { atProjectChange } from '../project/projectChange'
import { useSelection } from './selection'

interface BoxView {
  hidden: ReadonlySet<BoxId>
  hiddenClasses: ReadonlySet<ClassId>
  /** Selectable, but neither moved nor resized nor deleted. */
  locked: ReadonlySet<BoxId>
  /** Above (positive) or below the others, which are at 0 and lie the largest first. */
  layers: ReadonlyMap<BoxId, number>
}

type Shown = Pick<BoxView, 'hidden' | 'hiddenClasses'> & Partial<Pick<BoxView, 'layers'>>

/** How single boxes are shown and held fast, until the project is closed; never part of the data. */
export const useBoxView = create<BoxView>(() => ({
  hidden: new Set(),
  hiddenClasses: new Set(),
  locked: new Set(),
  layers: new Map(),
}))

atProjectChange(() => useBoxView.setState(useBoxView.getInitialState()))

/** True where a box is drawn. */
export function isVisible(box: BoxRecord, { hidden, hiddenClasses }: Shown): boolean {
  return !hidden.has(box.id) && !hiddenClasses.has(box.classId)
}

/** The boxes that are drawn, the largest first: a small one is never covered by a large one, unless a person wants it. */
export function visibleBoxes(boxes: readonly BoxRecord[], view: Shown): readonly BoxRecord[] {
  const layer = (box: BoxRecord) => view.layers?.get(box.id) ?? 0
  return boxes.filter((box) => isVisible(box, view)).sort((a, b) => layer(a) - layer(b) || area(b) - area(a))
}

/** Puts boxes before or behind all others: drawn so, and hit in that order. */
export function moveInStack(ids: readonly BoxId[], to: 'front' | 'back'): void {
  useBoxView.setState(({ layers }) => {
    const held = [...layers.values(), 0]
    const layer = to === 'front' ? Math.max(...held) + 1 : Math.min(...held) - 1
    return { layers: new Map([...layers, ...ids.map((id) => [id, layer] as const)]) }
  })
}

/** Hides boxes, or shows them where all are hidden; a hidden box is not selected. */
export function toggleHidden(ids: readonly BoxId[]): void {
  const isOn = !ids.every((id) => useBoxView.getState().hidden.has(id))
  useBoxView.setState(({ hidden }) => ({ hidden: withAll(hidden, ids, isOn) }))
  if (isOn) deselect((box) => ids.includes(box))
}

/** Hides every box of a class on every picture, or shows them again. */
export function toggleClassHidden(classId: ClassId, boxesHere: readonly BoxRecord[]): void {
  const isOn = !useBoxView.getState().hiddenClasses.has(classId)
  useBoxView.setState(({ hiddenClasses }) => ({ hiddenClasses: withAll(hiddenClasses, [classId], isOn) }))
  const gone = new Set(boxesHere.filter((box) => box.classId === classId).map((box) => box.id))
  if (isOn) deselect((id) => gone.has(id))
}

/** Shows every box and every class. */
export function showAll(): void {
  useBoxView.setState({ hidden: new Set(), hiddenClasses: new Set() })
  useSelection.setState({ boxesHidden: false })
}

/** Locks boxes, or frees them where all are locked. */
export function toggleLocked(ids: readonly BoxId[]): void {
  const isOn = !ids.every((id) => useBoxView.getState().locked.has(id))
  useBoxView.setState(({ locked }) => ({ locked: withAll(locked, ids, isOn) }))
}

function deselect(isGone: (id: BoxId) => boolean): void {
  useSelection.setState(({ selected }) => ({ selected: selected.filter((id) => !isGone(id)) }))
}

function withAll<T>(set: ReadonlySet<T>, items: readonly T[], isOn: boolean): ReadonlySet<T> {
  const next = new Set(set)
  for (const item of items) {
    if (isOn) next.add(item)
    else next.delete(item)
  }
  return next
}
