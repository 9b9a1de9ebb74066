import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'

/** So long after it was asked for a picture is mostly on the screen: read, sent, decoded and painted. */
const GRACE_MS = 400
/** The same of one that is looked at closely in tiles. */
const HUGE_GRACE_MS = 1200
/** Who goes from picture to picture without a rest gets a thumbnail this often. */
const PATIENCE_MS = 2000

/** Has work that a picture in hand must not wait for begin a little after it. */
export interface PictureFirst {
  /** A picture to look at was asked for, or will be in a moment; one of so many pixels, where that is known. */
  noteAsked(numPixels?: number): void
  /** ms that other work should wait with its beginning; 0: it may begin now. */
  delay(): number
}

/** @param clock ms */
export function createPictureFirst(clock: () => number): PictureFirst {
  let shownAt = Number.NEGATIVE_INFINITY
  let heldSince: number | null = null
  return {
    noteAsked(numPixels = 0) {
      shownAt = Math.max(shownAt, clock() + (numPixels > TILED_FROM_PIXELS ? HUGE_GRACE_MS : GRACE_MS))
    },
    delay() {
      const now = clock()
      const left = shownAt - now
      heldSince ??= now
      if (left > 0 && now - heldSince < PATIENCE_MS) return Math.min(left, heldSince + PATIENCE_MS - now)
      heldSince = null
      return 0
    },
  }
}

/** What thumbnails wait for. */
export const pictureFirst = createPictureFirst(() => performance.now())
