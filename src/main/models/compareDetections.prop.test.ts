import { describe, expect, it } from 'vitest'
import { iou } from '../../shared/geometry/iou'
import { createRandom, type Random } from '../../shared/random'
import { hard } from '../detector/postprocess/suppression/hard'
import {
  compareDetections,
  type DetectionBorders,
  type InputDetection,
  PARITY_LIMITS,
} from './compareDetections'

// Crowds as a detector sees them, through the studio's own suppression: rounding alone must pass, another model never.

const borders: DetectionBorders = { scoreThreshold: 0.05, nms: 'hard', nmsIou: 0.5, maxDetections: 100 }
const CLASSES = 2

/** Many boxes around each of some objects that touch, sides in px of the input. */
function candidates(random: Random): InputDetection[] {
  const objects = Array.from({ length: 12 }, () => ({
    label: random.int(CLASSES),
    x: random.uniform(0, 200),
    y: random.uniform(0, 120),
    side: random.uniform(20, 60),
  }))
  return objects.flatMap(({ label, x, y, side }) =>
    Array.from({ length: 8 }, (): InputDetection => {
      const at = [x, y, x + side, y + side].map((edge) => edge + random.normal() * side * 0.15)
      return { label, score: random.uniform(0.02, 1), box: at as InputDetection['box'] }
    }),
  )
}

/** What a detector keeps of its candidates. */
function detect(found: readonly InputDetection[]): InputDetection[] {
  const sorted = found.filter(({ score }) => score > borders.scoreThreshold).sort((a, b) => b.score - a.score)
  const { places } = hard.suppress(
    {
      boxesXyxy: Float64Array.from(sorted.flatMap(({ box }) => box)),
      scores: sorted.map(({ score }) => score),
      classes: sorted.map(({ label }) => label),
    },
    { ...borders, softSigma: 0.5 },
  )
  return Array.from(places, (place) => sorted[place])
}

/** The same candidates, scores and edges off by about so much. */
function noisy(random: Random, found: readonly InputDetection[], by: { score: number; px: number }) {
  return found.map(
    ({ label, score, box }): InputDetection => ({
      label,
      score: score + by.score * random.normal(),
      box: box.map((edge) => edge + by.px * random.normal()) as InputDetection['box'],
    }),
  )
}
/** As another machine computes them, and as a model a little different does. */
const ROUNDING = { score: 1e-5, px: 1e-3 }
const RETRAINED = { score: 0.01, px: 0.3 }

const isCaught = (expected: InputDetection[], actual: InputDetection[]): boolean => {
  const { maxBoxDifferencePx, maxScoreDifference } = compareDetections(expected, actual, borders)
  return !(maxBoxDifferencePx <= PARITY_LIMITS.boxPx && maxScoreDifference <= PARITY_LIMITS.score)
}

const toBox = ([x1, y1, x2, y2]: InputDetection['box']) => ({ x1, y1, x2, y2 })
/** How near the closest of the others is to where suppression decides. */
const nearestCall = (one: InputDetection, others: readonly InputDetection[]) =>
  Math.min(
    ...others
      .filter((other) => other !== one && other.label === one.label)
      .map((other) => Math.abs(iou(toBox(one.box), toBox(other.box)) - borders.nmsIou)),
  )

/** What another model does to one of its detections. */
const changes: Record<string, (one: InputDetection, random: Random) => InputDetection | null> = {
  'a box that moved': (one, random) => {
    const by = random.uniform(0.6, 6) * (random.chance(0.5) ? 1 : -1)
    const box = one.box.map((edge, side) => edge + (side % 2 === 0 ? by : 0)) as InputDetection['box']
    return { ...one, box }
  },
  'a box that grew': (one, random) => {
    const [x1, y1, x2, y2] = one.box
    return { ...one, box: [x1, y1, x2, y2 + random.uniform(0.6, 6)] }
  },
  'another score': (one, random) => ({ ...one, score: one.score * random.uniform(0.5, 0.98) }),
  'another class': (one) => ({ ...one, label: 1 - one.label }),
  'a lost box': () => null,
}

describe.each([1, 2])('detectors on crowds (seed %i)', (seed) => {
  it('rounding passes, another model does not', () => {
    const random = createRandom(seed)
    let closeCalls = 0
    for (let round = 0; round < 100; round++) {
      const found = candidates(random)
      const [expected, actual] = [detect(found), detect(noisy(random, found, ROUNDING))]
      expect(isCaught(expected, actual), `round ${round}`).toBe(false)
      expect(isCaught(expected, detect(noisy(random, found, RETRAINED))), `round ${round}`).toBe(true)
      closeCalls += compareDetections(expected, actual, borders).borderline
    }
    expect(closeCalls).toBeLessThan(20)
  })

  it.each(Object.keys(changes))('%s is caught', (name) => {
    const random = createRandom(seed, name.length)
    for (let round = 0; round < 100; round++) {
      const expected = detect(candidates(random))
      const place = random.int(expected.length)
      const one = expected[place]
      const other = changes[name](one, random)
      const actual = expected.filter((_, at) => at !== place)
      if (other !== null) actual.push(other)
      actual.sort((a, b) => b.score - a.score)
      // What nothing but a close call tells apart may pass.
      const isOpen = nearestCall(one, expected) < 3e-3 || one.score < 0.06
      if (!isOpen)
        expect(isCaught(expected, actual), `round ${round}, ${JSON.stringify({ one, other })}`).toBe(true)
      if (!isOpen) expect(isCaught(actual, expected), `round ${round}, the other way`).toBe(true)
    }
  })
})
