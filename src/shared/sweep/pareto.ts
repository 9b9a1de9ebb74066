/** Recall against false positives a picture: more of one for less of the other. */
export interface Tradeoff {
  fpPerImage: number
  recall: number
}

/**
 * The points that no other beats: none has as few false positives and as much recall with one of them better. By rising
 * false positives; of equal points the first.
 */
export function paretoFront<T extends Tradeoff>(points: readonly T[]): T[] {
  const ordered = [...points].sort((a, b) => a.fpPerImage - b.fpPerImage || b.recall - a.recall)
  const front: T[] = []
  for (const point of ordered) {
    const best = front.at(-1)
    if (best === undefined || point.recall > best.recall) front.push(point)
  }
  return front
}
