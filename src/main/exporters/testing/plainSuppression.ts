/** A detection of the oracle: anchor and class say which pair it is. */
export interface PlainDetection {
  anchor: number
  label: number
  score: number
  box: readonly number[]
}

export interface PlainRules {
  scoreThreshold: number
  nmsIou: number
  maxDetections: number
  minSidePx: number
  candidatesPerLevel: number
}

/**
 * The detector's last step written in the plainest way, as an oracle: sort all pairs, walk them from the best.
 * scores[anchor][class]; boxes[anchor] = corners; levels: number of anchors by level.
 */
export function plainSuppression(
  scores: readonly (readonly number[])[],
  boxes: readonly (readonly number[])[],
  levels: readonly number[],
  rules: PlainRules,
): PlainDetection[] {
  const candidates: PlainDetection[] = []
  let start = 0
  for (const count of levels) {
    const pairs = scores
      .slice(start, start + count)
      .flatMap((row, i) =>
        row.map((score, label) => ({ anchor: start + i, label, score, box: boxes[start + i] })),
      )
    candidates.push(...pairs.sort(byScore).slice(0, rules.candidatesPerLevel))
    start += count
  }
  const kept: PlainDetection[] = []
  for (const candidate of candidates.sort(byScore)) {
    const [x1, y1, x2, y2] = candidate.box
    if (candidate.score <= rules.scoreThreshold || Math.min(x2 - x1, y2 - y1) < rules.minSidePx) continue
    const rivals = kept.filter((other) => other.label === candidate.label)
    if (rivals.every((rival) => overlap(rival.box, candidate.box) <= rules.nmsIou)) kept.push(candidate)
  }
  return kept.slice(0, rules.maxDetections)
}

/** Score descending, then anchor, then class. */
function byScore(a: PlainDetection, b: PlainDetection): number {
  return b.score - a.score || a.anchor - b.anchor || a.label - b.label
}

function overlap(a: readonly number[], b: readonly number[]): number {
  const width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]))
  const height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]))
  const area = (box: readonly number[]) => (box[2] - box[0]) * (box[3] - box[1])
  return (width * height) / (area(a) + area(b) - width * height)
}
