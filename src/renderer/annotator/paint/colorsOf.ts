import type { ClassRecord } from '../../../shared/annotation/schema'
import type { ClassId } from '../../../shared/ids'
import { classColor } from '../../theme/classColors'

/** For boxes whose class is gone, and marks of any class. */
export const NO_CLASS_COLOR = '#a0a0a0'

/** The colour of each class. */
export function colorsOf(classes: readonly ClassRecord[]): ReadonlyMap<ClassId | null, string> {
  return new Map(classes.map((record) => [record.id, classColor(record.color)]))
}
