import type { ChangeKind } from '../../shared/compare/schema'
import type { ClassThresholds } from '../../shared/evaluation/chosen'
import { pairClosest } from '../../shared/geometry/pairClosest'
import type { ErrorCause } from '../../shared/review/schema'
import { type FalsePositive, FOREGROUND_IOU, listErrors } from '../detector/evaluate/errors'
import { byImage, type EvaluationInput, overlapXywh } from '../detector/evaluate/types'

/** What two runs make of one labelled box, or of one place where nothing is. Indices are places in the inputs' lists. */
export interface ComparedBox {
  kind: ChangeKind
  image: number
  classIndex: number
  /** Place in the ground truth; null: it is about a false positive. */
  truth: number | null
  /** What each run has there: the detection that found it, or the false positive; null: nothing above its threshold. */
  detectionA: number | null
  detectionB: number | null
  /** Scores of these, or of the best detection below the threshold; null: nothing at all. */
  scoreA: number | null
  scoreB: number | null
  cause: ErrorCause | null
}

interface Side {
  input: EvaluationInput
  minScore: ClassThresholds
}

/**
 * Box by box, run B against run A, each at its own threshold and by the rules of `listErrors` (IoU 0.5). Both inputs hold
 * the same ground truth in the same order. A labelled box that A missed and B found is fixed, the other way round it
 * regressed, missed by both it is still wrong. False positives pair up one to one by class and IoU >= 0.5, closest first:
 * in pairs they are still wrong, B's others are new, A's others are gone. Boxes that both got right are not listed.
 */
export function compareBoxes(a: Side, b: Side): ComparedBox[] {
  if (a.input.truths.length !== b.input.truths.length || a.input.numImages !== b.input.numImages) {
    throw new RangeError('two runs are compared on the same ground truth')
  }
  const [before, after] = [a, b].map((side) => listErrors(side.input, side.minScore))
  return [
    ...truthsOf(a, before, b, after),
    ...falsePositivesOf(a, before.falsePositives, b, after.falsePositives),
  ]
}

type Errors = ReturnType<typeof listErrors>

function truthsOf(a: Side, before: Errors, b: Side, after: Errors): ComparedBox[] {
  const hitBy = ({ hits }: Errors) => new Map(hits.map(({ truth, detection }) => [truth, detection]))
  const missedBy = ({ misses }: Errors) => new Map(misses.map((miss) => [miss.truth, miss.bestScore]))
  const [hitsA, hitsB, missesA, missesB] = [hitBy(before), hitBy(after), missedBy(before), missedBy(after)]
  return a.input.truths.flatMap(({ image, classIndex }, truth): ComparedBox[] => {
    const [detectionA, detectionB] = [hitsA.get(truth) ?? null, hitsB.get(truth) ?? null]
    const kind = missesA.has(truth)
      ? missesB.has(truth)
        ? 'stillWrong'
        : 'fixed'
      : missesB.has(truth)
        ? 'regressed'
        : null
    if (kind === null) return []
    const scoreOf = (side: Side, detection: number | null, best: number | null | undefined) =>
      detection === null ? (best ?? null) : side.input.detections[detection].score
    return [
      {
        kind,
        image,
        classIndex,
        truth,
        detectionA,
        detectionB,
        scoreA: scoreOf(a, detectionA, missesA.get(truth)),
        scoreB: scoreOf(b, detectionB, missesB.get(truth)),
        cause: null,
      },
    ]
  })
}

function falsePositivesOf(
  a: Side,
  before: readonly FalsePositive[],
  b: Side,
  after: readonly FalsePositive[],
): ComparedBox[] {
  const indexed = (side: Side, found: readonly FalsePositive[]) =>
    byImage(
      found.map(({ detection, cause }) => ({ ...side.input.detections[detection], detection, cause })),
      side.input.numImages,
    )
  const [ofA, ofB] = [indexed(a, before), indexed(b, after)]
  const changes: ComparedBox[] = []
  for (let image = 0; image < a.input.numImages; image++) {
    const pairs = pairClosest(
      ofA[image],
      ofB[image],
      (left, right) => (left.classIndex === right.classIndex ? overlapXywh(left.xywh, right.xywh, false) : 0),
      FOREGROUND_IOU,
    )
    const partnerOfA = new Map(pairs)
    const pairedOfB = new Set(pairs.map(([, j]) => j))
    const common = { image, truth: null }
    ofA[image].forEach((left, i) => {
      const partner = partnerOfA.get(i)
      const right = partner === undefined ? null : ofB[image][partner]
      changes.push({
        ...common,
        kind: right === null ? 'goneFalsePositive' : 'stillWrong',
        classIndex: left.classIndex,
        detectionA: left.detection,
        detectionB: right?.detection ?? null,
        scoreA: left.score,
        scoreB: right?.score ?? null,
        cause: (right ?? left).cause,
      })
    })
    ofB[image].forEach((right, j) => {
      if (pairedOfB.has(j)) return
      changes.push({
        ...common,
        kind: 'newFalsePositive',
        classIndex: right.classIndex,
        detectionA: null,
        detectionB: right.detection,
        scoreA: null,
        scoreB: right.score,
        cause: right.cause,
      })
    })
  }
  return changes
}
