import type { EditInput } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'

/** What can be said of a box with a yes or no. */
export const boxFlags = ['occluded', 'truncated', 'difficult', 'crowd'] as const
export type BoxFlag = (typeof boxFlags)[number]

/** How many of some boxes have a flag. */
export function flagShare(boxes: readonly BoxRecord[], flag: BoxFlag): 'all' | 'some' | 'none' {
  const numSet = boxes.filter((box) => box[flag]).length
  if (numSet === 0) return 'none'
  return numSet === boxes.length ? 'all' : 'some'
}

/** Sets a flag on boxes, or takes it away where all have it. */
export function toggleFlagEdit(boxes: readonly BoxRecord[], flag: BoxFlag): EditInput {
  const value = flagShare(boxes, flag) !== 'all'
  return {
    label: value ? `Mark as ${flag}` : `Mark as not ${flag}`,
    boxes: {
      changed: boxes.filter((box) => box[flag] !== value).map((box) => [box, { ...box, [flag]: value }]),
    },
  }
}
