import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { type RawOutput, rankPairs, type ScoreRule } from './classScores'

const raw = (logits: number[], quality: number[] | null = null): RawOutput => ({
  logits: Float32Array.from(logits),
  offsets: new Float32Array(0),
  quality: quality === null ? null : Float32Array.from(quality),
})

function scoresOf(output: RawOutput, rule: ScoreRule): number[] {
  const { ranks, scoreOf } = rankPairs(output, rule, 0.05)
  return Array.from(ranks, scoreOf)
}

const logit = (p: number) => Math.log(p / (1 - p))

describe('scores of class logits', () => {
  it('of a softmax are the shares without the background', () => {
    // e^0 : e^ln2 : e^ln5 = 1 : 2 : 5, and 4 : 1 : 3.
    const logits = [0, Math.log(2), Math.log(5), Math.log(4), 0, Math.log(3)]
    const scores = scoresOf(raw(logits), { numClasses: 2, scoring: 'softmax' })
    for (const [i, wanted] of [2 / 8, 5 / 8, 1 / 8, 3 / 8].entries()) expect(scores[i]).toBeCloseTo(wanted, 6)
  })

  it('stay numbers for logits of a hundred and tell apart what is 1 in single precision', () => {
    const rule = { numClasses: 2, scoring: 'softmax' } as const
    const { ranks, scoreOf } = rankPairs(raw([-20, 0, -20, -22, 0, -22, 100, -100, -100]), rule, 0.05)
    expect([...ranks].every(Number.isFinite)).toBe(true)
    expect(Math.fround(scoreOf(ranks[0]))).toBe(1)
    expect(Math.fround(scoreOf(ranks[2]))).toBe(1)
    expect(ranks[2]).toBeGreaterThan(ranks[0])
    expect(scoreOf(ranks[4])).toBe(Math.exp(-200))
  })

  it('take in the quality as the root of the product', () => {
    const rule = { numClasses: 2, scoring: 'sigmoid' } as const
    const scores = scoresOf(raw([logit(0.5), logit(0.9), logit(0.2), 0], [logit(0.32), logit(0.8)]), rule)
    const wanted = [Math.sqrt(0.16), Math.sqrt(0.288), 0.4, Math.sqrt(0.4)]
    for (const [i, value] of wanted.entries()) expect(scores[i]).toBeCloseTo(value, 6)
    const both = scoresOf(raw([0, Math.log(3)], [logit(0.3)]), { numClasses: 1, scoring: 'softmax' })
    expect(both[0]).toBeCloseTo(Math.sqrt(0.75 * 0.3), 6)
  })

  it.each([
    ['sigmoid', false],
    ['sigmoid', true],
    ['softmax', false],
    ['softmax', true],
  ] as const)(
    '%s, quality %s: a rank is above the least exactly where its score is (seed 4)',
    (scoring, has) => {
      const random = createRandom(4)
      const numbers = (count: number) => Array.from({ length: count }, () => 4 * random.normal())
      const columns = scoring === 'softmax' ? 4 : 3
      const output = raw(numbers(50 * columns), has ? numbers(50) : null)
      const { ranks, least, scoreOf } = rankPairs(output, { numClasses: 3, scoring }, 0.3)
      expect(ranks).toHaveLength(150)
      for (const rank of ranks) expect(rank > least).toBe(scoreOf(rank) > 0.3)
    },
  )

  it.each([false, true])(
    'of a softmax above the least are the shares, and no others, quality %s (seed 9)',
    (has) => {
      const random = createRandom(9)
      const logits = Array.from({ length: 400 }, (_, i) => 3 * random.normal() + (i % 4 === 0 ? 4 : 0))
      const quality = has ? Array.from({ length: 100 }, () => random.normal()) : null
      const rule = { numClasses: 3, scoring: 'softmax' } as const
      const { ranks, least, scoreOf } = rankPairs(raw(logits, quality), rule, 0.1)
      let above = 0
      for (let anchor = 0; anchor < 100; anchor++) {
        const powers = logits.slice(4 * anchor, 4 * anchor + 4).map(Math.exp)
        const sum = powers.reduce((a, b) => a + b)
        for (let c = 0; c < 3; c++) {
          const share = powers[c + 1] / sum
          const wanted = quality === null ? share : Math.sqrt(share / (1 + Math.exp(-quality[anchor])))
          const rank = ranks[3 * anchor + c]
          expect(rank > least).toBe(wanted > 0.1)
          if (wanted > 0.1) expect(scoreOf(rank)).toBeCloseTo(wanted, 5)
          if (wanted > 0.1) above++
        }
      }
      expect(above).toBeGreaterThan(20)
      expect(above).toBeLessThan(150)
    },
  )
})
