import type { Attributes, ImageState, Split } from '../annotation/schema'
import type { SuspectKind } from '../labels/schema'
import type { ErrorCause } from '../review/schema'

/** Labels or detections of all pictures, side by side: those of picture `p` are `start[p]` to `start[p] + count[p] - 1`. */
export interface RegionColumns {
  start: ArrayLike<number>
  count: ArrayLike<number>
  /** Index into `classes`. */
  classOf: ArrayLike<number>
  /** px. */
  width: ArrayLike<number>
  height: ArrayLike<number>
  /** `boxBits`; 0 for detections. */
  bits: ArrayLike<number>
  /** 0 to 1; null: labels have none. */
  score: ArrayLike<number> | null
  /** Of the few that have some, by their index. */
  attributes: ReadonlyMap<number, Attributes>
}

export const boxBits = {
  difficult: 1,
  occluded: 2,
  truncated: 4,
  crowd: 8,
  imported: 16,
  accepted: 32,
} as const

/** What a search looks at, picture by picture in natural order of the paths. */
export interface SearchFacts {
  numPictures: number
  path: readonly string[]
  width: ArrayLike<number>
  height: ArrayLike<number>
  bytes: ArrayLike<number>
  /** ms since 1970; NaN: not known. */
  modifiedAt: ArrayLike<number>
  reviewed: ArrayLike<number>
  broken: ArrayLike<number>
  /** Taken out of the project: found only where `out` is asked for. */
  takenOut: ArrayLike<number>
  split: readonly (Split | null)[]
  /** Of the few that have some, by picture. */
  flags: ReadonlyMap<number, readonly string[]>
  notes: ReadonlyMap<number, string>
  /** Names of the project's classes, then those that only detections have. */
  classes: readonly string[]
  boxes: RegionColumns
  /** What the chosen run sees; null: there is no run, or nothing asked for it. */
  found: RegionColumns | null
  /** Errors of the chosen run by picture. */
  errors: ReadonlyMap<number, PictureErrors> | null
  /** Doubted labels by picture. */
  suspects: ReadonlyMap<number, Partial<Record<SuspectKind, number>>> | null
  /** Proposals that wait, by picture. */
  waiting: ReadonlyMap<number, number>
  /** Place of a picture in the order of what teaches most. */
  teaching: ReadonlyMap<number, number>
}

export interface PictureErrors {
  counts: Partial<Record<ErrorCause, number>>
  /** Sum over the errors, each 0 easy to 1 hard. */
  hardness: number
}

/** What has to be worked out before some fields and sorts can be answered. */
export type FactName = 'found' | 'errors' | 'suspects' | 'proposals'

export function stateOf(facts: SearchFacts, picture: number): ImageState {
  if ((facts.boxes.count[picture] as number) > 0) return 'labelled'
  return facts.reviewed[picture] === 1 ? 'reviewed-empty' : 'unlabelled'
}
