import type { ImageRecord } from './schema'

/** What a picture has before anything is said or found of it. */
export const untouchedImage = {
  reviewed: false,
  split: null,
  problem: null,
  flags: [],
  note: '',
  modifiedAt: null,
  takenOut: false,
} satisfies Partial<ImageRecord>
