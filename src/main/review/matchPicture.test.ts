import { describe, expect, it } from 'vitest'
import { matchPicture, type ScoredBox, type TruthBox } from './matchPicture'

const truth = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  className = 'cat',
  ignore = false,
): TruthBox => ({
  x1,
  y1,
  x2,
  y2,
  className,
  ignore,
})
const seen = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  score: number,
  className = 'cat',
): ScoredBox => ({
  x1,
  y1,
  x2,
  y2,
  className,
  score,
})

describe('matchPicture', () => {
  it('gives a ground truth to the best score and calls the next one a duplicate', () => {
    const matches = matchPicture([seen(0, 0, 10, 8, 0.4), seen(0, 0, 10, 10, 0.9)], [truth(0, 0, 10, 10)])
    expect(matches).toEqual([
      { verdict: 'wrong', cause: 'duplicate', truth: 0, iou: 0.8 },
      { verdict: 'correct', cause: null, truth: 0, iou: 1 },
    ])
  })

  it('names the cause of each wrong detection', () => {
    const truths = [truth(0, 0, 10, 10), truth(100, 0, 110, 10, 'dog')]
    const detections = [
      seen(100, 0, 110, 10, 0.9), // on the dog
      seen(0, 6, 10, 16, 0.8), // 40 / 160 = 0.25 of the cat
      seen(200, 0, 210, 10, 0.7), // nowhere
    ]
    expect(matchPicture(detections, truths).map(({ cause, truth, iou }) => ({ cause, truth, iou }))).toEqual([
      { cause: 'class', truth: 1, iou: 1 },
      { cause: 'localization', truth: 0, iou: 0.25 },
      { cause: 'background', truth: -1, iou: 0 },
    ])
  })

  it('takes an overlap of exactly a half, and prefers the better one', () => {
    // Left half of the first: IoU 0.5 with it.
    const [match] = matchPicture([seen(0, 0, 5, 10, 0.9)], [truth(0, 0, 10, 10)])
    expect(match.verdict).toBe('correct')
    const [better] = matchPicture([seen(0, 0, 10, 10, 0.9)], [truth(0, 0, 10, 6), truth(0, 0, 10, 9)])
    expect(better.truth).toBe(1)
  })

  it('is silent about ignored ground truth and ignored regions', () => {
    const truths = [truth(0, 0, 50, 50, 'cat', true)]
    expect(matchPicture([seen(10, 10, 20, 20, 0.9)], truths)[0].verdict).toBe('ignored')
    expect(matchPicture([seen(10, 10, 20, 20, 0.9, 'dog')], truths)[0].verdict).toBe('wrong')
    expect(
      matchPicture([seen(90, 0, 100, 10, 0.9)], [], [{ x1: 95, y1: 0, x2: 200, y2: 50 }])[0].verdict,
    ).toBe('ignored')
  })

  it('prefers a counted ground truth to an ignored one', () => {
    const truths = [truth(0, 0, 10, 10, 'cat', true), truth(0, 0, 10, 8)]
    expect(matchPicture([seen(0, 0, 10, 10, 0.9)], truths)[0]).toMatchObject({ verdict: 'correct', truth: 1 })
  })
})
