import type { ClassId, ImageId } from '../../../shared/ids'
import { type DifferenceHash, differingBits, type HashWords, wordsOf } from '../../project/nearDuplicates'

/*
 * How much a picture would teach the next run, from what the last run sees on it:
 *
 *   p = sigmoid(logit(score) - logit(threshold))     the score, moved so that the threshold lies at 1/2
 *   H(p) = -p log2 p - (1 - p) log2 (1 - p)           doubt about one detection: 1 at the threshold, 0 far from it
 *   doubt = (sum of the 5 largest H) / 5              five doubtful objects are as many as one picture can teach at once
 *   rarity_c = 1 - sqrt(n_c / n_max)                  n_c labelled boxes of class c, n_max those of the commonest
 *   teach = doubt + 0.5 max over detections (p rarity_c)
 *
 * Pictures are then taken one by one, each time the one with the largest teach (1 - likeness), where
 *
 *   likeness = max over pictures labelled or taken before (max(0, 1 - differing bits of the two hashes / 16)),
 *
 * so that near-duplicates do not come together and none comes that is labelled already.
 */

const DOUBTS = 5
const RARITY_WEIGHT = 0.5
const ALIKE_BITS = 16
/** So many are taken one by one; the rest follow by what they are worth beside these. */
const MOST_PICKS = 300

export interface TeachRules {
  /** The score from which on the run's detections are worth showing. */
  threshold: number
  /** Labelled boxes of each class. */
  boxCounts: ReadonlyMap<ClassId, number>
}

interface Seen {
  classId: ClassId | null
  score: number
}

/** What a picture would teach, 0 to 1.5, looked at by itself. */
export function teachScore(detections: readonly Seen[], { threshold, boxCounts }: TeachRules): number {
  const most = Math.max(1, ...boxCounts.values())
  const likely = detections.map(({ score }) => sigmoid(logit(score) - logit(threshold)))
  const doubts = likely.map(entropyBits).sort((a, b) => b - a)
  const doubt = doubts.slice(0, DOUBTS).reduce((sum, bits) => sum + bits, 0) / DOUBTS
  const rarity = ({ classId }: Seen) =>
    classId === null ? 0 : 1 - Math.sqrt((boxCounts.get(classId) ?? 0) / most)
  const rare = Math.max(0, ...detections.map((seen, i) => likely[i] * rarity(seen)))
  return doubt + RARITY_WEIGHT * rare
}

export interface Pupil {
  imageId: ImageId
  /** `teachScore` of it. */
  teach: number
  /** null: it could not be read. */
  hash: DifferenceHash | null
}

/** Pictures in the order in which they teach most, no two alike close together. `known`: hashes of labelled pictures. */
export function orderByTeaching(
  pupils: readonly Pupil[],
  known: readonly (DifferenceHash | null)[],
): ImageId[] {
  const words = pupils.map(({ hash }) => wordsOf(hash))
  const likeness = pupils.map(() => 0)
  const liken = (other: HashWords | null) => {
    if (other === null) return
    for (const [i, own] of words.entries()) {
      if (own !== null) likeness[i] = Math.max(likeness[i], 1 - differingBits(own, other) / ALIKE_BITS)
    }
  }
  for (const hash of known) liken(wordsOf(hash))
  const worth = (i: number) => pupils[i].teach * (1 - likeness[i])
  const left = new Set(pupils.keys())
  const order: number[] = []
  while (left.size > 0 && order.length < MOST_PICKS) {
    const best = [...left].reduce((a, b) => (worth(b) > worth(a) ? b : a))
    left.delete(best)
    order.push(best)
    liken(words[best])
  }
  order.push(...[...left].sort((a, b) => worth(b) - worth(a)))
  return order.map((i) => pupils[i].imageId)
}

function logit(p: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, p))
  return Math.log(inside / (1 - inside))
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function entropyBits(p: number): number {
  if (p <= 0 || p >= 1) return 0
  return -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p))
}
