import type { Edit } from '../../../shared/annotation/edit'

/** When edits were done, ms since 1970. Beside them, as an edit is the same whenever it is done. */
const times = new WeakMap<Edit, number>()

export function noteTime(edit: Edit, at: number): void {
  times.set(edit, at)
}

/** Null where nobody noted it. */
export function timeOf(edit: Edit): number | null {
  return times.get(edit) ?? null
}
