import type { BoxRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import { doubledBoxes } from '../../annotator/commands/duplicates'

/** Canvas and list ask for the same boxes after every edit. */
const known = new WeakMap<readonly BoxRecord[], ReadonlySet<BoxId>>()

/** Boxes that double another one, found once for each state of a picture's boxes. */
export function doubledAmong(boxes: readonly BoxRecord[]): ReadonlySet<BoxId> {
  const held = known.get(boxes)
  if (held !== undefined) return held
  const found = new Set(doubledBoxes(boxes).keys())
  known.set(boxes, found)
  return found
}
