import type { BoxRecord } from './schema'

/** What a box has before anything is said of it: drawn by a person, no flag, no attribute, seen by no run. */
export const drawnBox = {
  difficult: false,
  occluded: false,
  truncated: false,
  crowd: false,
  source: 'drawn',
  runId: null,
  reviewedAt: null,
  attributes: [],
} satisfies Partial<BoxRecord>
