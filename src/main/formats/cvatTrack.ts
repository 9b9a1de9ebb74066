import type { Corners } from './corners'

/** A box of a track that a person set or that the file states. */
export interface Key<T> {
  frame: number
  corners: Corners
  /** The object has left the picture. */
  isOutside: boolean
  from: T
}

/**
 * Boxes of a track on every frame: stated ones as they are, and between two of them a linear way where a picture is
 * there for the frame. From an outside key on there is no box until the next key.
 * @param frames numbers of the frames that have a picture
 */
export function interpolate<T>(keys: readonly Key<T>[], frames: readonly number[]): Key<T>[] {
  const sorted = [...keys].sort((a, b) => a.frame - b.frame)
  const ordered = [...frames].sort((a, b) => a - b)
  const boxes: Key<T>[] = []
  let at = 0
  for (const [index, key] of sorted.entries()) {
    if (key.isOutside) continue
    boxes.push(key)
    const next = sorted[index + 1]
    if (next === undefined) continue
    while (at < ordered.length && ordered[at] <= key.frame) at++
    for (; at < ordered.length && ordered[at] < next.frame; at++) {
      const share = (ordered[at] - key.frame) / (next.frame - key.frame)
      boxes.push({
        ...key,
        frame: ordered[at],
        corners: between(key.corners, next.isOutside ? key.corners : next.corners, share),
      })
    }
  }
  return boxes
}

function between(a: Corners, b: Corners, share: number): Corners {
  const mix = (from: number, to: number) => from + (to - from) * share
  return { x1: mix(a.x1, b.x1), y1: mix(a.y1, b.y1), x2: mix(a.x2, b.x2), y2: mix(a.y2, b.y2) }
}
