import type { ClassOutcomes } from '../../../shared/evaluation/threshold'

/**
 * How often detections of a score are right: the rising step function nearest to the outcomes (isotonic regression by pooling
 * adjacent violators). Without outcomes nothing is known, and the score stands for itself.
 */
export function isotonic({
  scores,
  isTrue,
}: Pick<ClassOutcomes, 'scores' | 'isTrue'>): (score: number) => number {
  if (scores.length === 0) return (score) => score
  const order = scores.map((_, i) => i).sort((a, b) => scores[a] - scores[b])
  const steps: { from: number; right: number; count: number }[] = []
  for (const i of order) {
    steps.push({ from: scores[i], right: isTrue[i], count: 1 })
    for (
      let last = steps.at(-1), before = steps.at(-2);
      last && before;
      last = steps.at(-1), before = steps.at(-2)
    ) {
      const mustJoin = before.from === last.from || before.right / before.count >= last.right / last.count
      if (!mustJoin) break
      before.right += last.right
      before.count += last.count
      steps.pop()
    }
  }
  return (score) => {
    let low = 0
    let high = steps.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (steps[middle].from <= score) low = middle
      else high = middle - 1
    }
    return steps[low].right / steps[low].count
  }
}
