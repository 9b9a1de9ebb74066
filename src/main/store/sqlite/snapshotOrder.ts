/** What the thread of the day's backup is told, and where it says how far it is: 0 before anything. */
export interface SnapshotOrder {
  folder: string
  at: number
  state: Int32Array
}

/** What the backup will hold is fixed. */
export const FIXED = 1
export const FAILED = 2
