/** A detection of the oracle: anchor and class say which pair it is. */
export interface PlainDetection {
  anchor: number
  label: number
  score: number
  box: readonly number[]
}

export interface PlainRules {
  scoreThreshold: number
  nms: 'hard' | 'soft' | 'diou'
  nmsIou: number
  softSigma: number
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
  const ranked = candidates.sort(byScore).filter(({ score, box: [x1, y1, x2, y2] }) => {
    return score > rules.scoreThreshold && Math.min(x2 - x1, y2 - y1) >= rules.minSidePx
  })
  const kept = rules.nms === 'soft' ? keptSoftly(ranked, rules) : keptOrDropped(ranked, rules)
  return kept.slice(0, rules.maxDetections)
}

function keptOrDropped(ranked: readonly PlainDetection[], { nms, nmsIou }: PlainRules): PlainDetection[] {
  const kept: PlainDetection[] = []
  for (const candidate of ranked) {
    const rivals = kept.filter((other) => other.label === candidate.label)
    const isFree = (rival: PlainDetection) =>
      overlap(rival.box, candidate.box) - (nms === 'diou' ? distance(rival.box, candidate.box) : 0) <= nmsIou
    if (rivals.every(isFree)) kept.push(candidate)
  }
  return kept
}

/** Scores fall in single precision, as in the graph: with whole-pixel boxes that leaves every tie a tie. */
function keptSoftly(ranked: readonly PlainDetection[], rules: PlainRules): PlainDetection[] {
  const kept: PlainDetection[] = []
  let left = ranked.map((candidate) => ({ ...candidate }))
  for (;;) {
    left = left.filter(({ score }) => score > Math.max(0.001, rules.scoreThreshold))
    if (left.length === 0) return kept
    const best = left.find(({ score }) => score === Math.max(...left.map((other) => other.score)))
    if (best === undefined) throw new Error('a score is not a number')
    kept.push(best)
    left = left.filter((candidate) => candidate !== best)
    for (const other of left) {
      if (other.label !== best.label) continue
      other.score = Math.fround(
        other.score * Math.fround(Math.exp(-(overlap(best.box, other.box) ** 2) / rules.softSigma)),
      )
    }
  }
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

/** Squared distance of the centres over the squared diagonal of the smallest box around both. */
function distance(a: readonly number[], b: readonly number[]): number {
  const along = (axis: 0 | 1) => (a[axis] + a[axis + 2]) / 2 - (b[axis] + b[axis + 2]) / 2
  const side = (axis: 0 | 1) => Math.max(a[axis + 2], b[axis + 2]) - Math.min(a[axis], b[axis])
  return (along(0) ** 2 + along(1) ** 2) / (side(0) ** 2 + side(1) ** 2)
}
