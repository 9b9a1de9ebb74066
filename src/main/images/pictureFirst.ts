import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'

/** So long after it was asked for a picture is mostly on the screen: read, sent, decoded and painted. */
const GRACE_MS = 400
/** The same of one that is looked at closely in tiles. */
const HUGE_GRACE_MS = 1200
/** A list that nobody has moved for so long rests: of rows that are scrolled past none is worth the work, and one that has come is pressed soon. */
const LIST_RESTS_MS = 150
/** Who goes from picture to picture without a rest gets a thumbnail this often. */
const PATIENCE_MS = 2000

/** Has work that a picture in hand must not wait for begin a little after it. */
export interface PictureFirst {
  /** A picture to look at was asked for, or will be in a moment; one of so many pixels, where that is known. */
  noteAsked(numPixels?: number): void
  /** A row came into sight. */
  noteRow(): void
  /** ms that other work should wait with its beginning; 0: it may begin now. */
  delay(): number
}

/** @param clock ms */
export function createPictureFirst(clock: () => number): PictureFirst {
  let freeAt = Number.NEGATIVE_INFINITY
  let heldSince: number | null = null
  const leaveFree = (ms: number) => {
    freeAt = Math.max(freeAt, clock() + ms)
  }
  return {
    noteAsked: (numPixels = 0) => leaveFree(numPixels > TILED_FROM_PIXELS ? HUGE_GRACE_MS : GRACE_MS),
    noteRow: () => leaveFree(LIST_RESTS_MS),
    delay() {
      const now = clock()
      const left = freeAt - now
      heldSince ??= now
      if (left > 0 && now - heldSince < PATIENCE_MS) return Math.min(left, heldSince + PATIENCE_MS - now)
      heldSince = null
      return 0
    },
  }
}

/** What thumbnails wait for. */
export const pictureFirst = createPictureFirst(() => performance.now())
