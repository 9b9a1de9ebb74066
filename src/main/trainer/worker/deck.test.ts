import { describe, expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import type { PlanBox, PlanImage, PlanMark } from '../plan/types'
import { createDeck, deckLength } from './deck'

const imageOf = (width: number, height: number, boxes: PlanBox[], marks: PlanMark[] = []): PlanImage => ({
  width,
  height,
  split: 'train',
  boxes,
  marks,
})
const boxOf = (x1: number, y1: number, side: number, classIndex = 0): PlanBox => ({
  x1,
  y1,
  x2: x1 + side,
  y2: y1 + side,
  classIndex,
  ignore: false,
})
const whole = { width: 64, height: 64, tileScale: null }
const tiled = { width: 100, height: 100, tileScale: 1 }
const configOf = (settings: TrainConfigInput = {}) => TrainConfig.parse(settings)
const count = (dealt: readonly number[], wanted: number) => dealt.filter((index) => index === wanted).length

describe('a deck of whole pictures', () => {
  const images = [
    ...Array.from({ length: 19 }, () => imageOf(64, 64, [boxOf(0, 0, 32)])),
    imageOf(64, 64, [boxOf(0, 0, 32, 1)]),
  ]

  it('deals each once an epoch; with repeat factors the rare class sqrt(0.1 / 0.05) = 1.41 times on average', () => {
    expect(
      createDeck(images, configOf(), whole)
        .deal(0)
        .sort((a, b) => a - b),
    ).toEqual(images.map((_, i) => i))
    const deck = createDeck(images, configOf({ sampling: { kind: 'repeatFactor' } }), whole)
    expect(deck.expectedLength).toBeCloseTo(19 + Math.SQRT2, 9)
    const epochs = Array.from({ length: 400 }, (_, epoch) => count(deck.deal(epoch), 19))
    expect(new Set(epochs)).toEqual(new Set([1, 2]))
    expect(epochs.reduce((sum, n) => sum + n, 0) / 400).toBeCloseTo(Math.SQRT2, 1)
    expect(deck.deal(7)).toEqual(deck.deal(7))
  })
})

describe('a deck of tiles', () => {
  // 260 x 100 in tiles of 100 with an overlap of 0.2: from 0, 80 and 160.
  const wide = (boxes: PlanBox[], marks: PlanMark[] = []) => imageOf(260, 100, boxes, marks)

  it('has tiles with objects, as many empty ones, and the whole picture', () => {
    const deck = createDeck([wide([boxOf(10, 10, 30)])], configOf(), tiled)
    expect(deck.entries.map(({ frame, classes }) => [Math.round(frame.x1 * 260), classes.size])).toEqual([
      [0, 1],
      [80, 0],
      [160, 0],
      [0, 1],
    ])
    expect(deck.expectedLength).toBe(4)
    expect(deckLength([wide([boxOf(10, 10, 30)])], configOf(), tiled)).toBe(4)
    const fiveWide = imageOf(420, 100, [boxOf(10, 10, 30)])
    const long = createDeck([fiveWide], configOf(), tiled)
    expect(long.entries).toHaveLength(6)
    const shown = new Set<number>()
    for (let epoch = 0; epoch < 20; epoch++) {
      const dealt = long.deal(epoch)
      expect(dealt).toHaveLength(4)
      expect([count(dealt, 0), count(dealt, 5)]).toEqual([1, 1])
      for (const index of dealt) shown.add(index)
    }
    expect(shown.size).toBe(6)
  })

  it('counts an object to a tile that shows 0.4 of it or more', () => {
    // 50 px from 55 on: the first tile shows 45 of them, the second 25 of them from 80 on.
    const classesOf = (x1: number) =>
      createDeck([wide([boxOf(x1, 10, 50)])], configOf(), tiled)
        .entries.slice(0, 2)
        .map(({ classes }) => classes.size)
    expect(classesOf(55)).toEqual([1, 1])
    expect(classesOf(75)).toEqual([1, 1])
    expect(classesOf(85)).toEqual([0, 1])
    expect(classesOf(45)).toEqual([1, 0])
  })

  it('shows twice only the tiles that hold a hard-negative mark', () => {
    const mark = { x1: 190, y1: 10, x2: 230, y2: 50, kind: 'hard-negative' as const }
    const deck = createDeck([wide([boxOf(10, 10, 30)], [mark])], configOf(), tiled)
    expect(deck.entries.map(({ isHard }) => isHard)).toEqual([false, false, true, false])
    const dealt = deck.deal(0)
    expect([0, 1, 2, 3].map((index) => count(dealt, index))).toEqual([1, 1, 2, 1])
    expect(dealt).toHaveLength(deck.expectedLength)
  })

  it('deals tiles of a picture near each other where not all pictures can be kept decoded', () => {
    // 120 MB each: three in a block.
    const images = Array.from({ length: 7 }, () =>
      imageOf(8000, 5000, [boxOf(10, 10, 30), boxOf(7000, 4000, 30)]),
    )
    const large = { width: 1000, height: 1000, tileScale: 1 }
    const deck = createDeck(images, configOf(), large)
    const dealt = deck.deal(1)
    expect(dealt).toHaveLength(deck.expectedLength)
    const shown = dealt.map((index) => images.indexOf(deck.entries[index]?.image as PlanImage))
    const spans = images.map((_, i) => [shown.indexOf(i), shown.lastIndexOf(i)] as const)
    // At each moment at most three pictures are in use.
    for (let at = 0; at < shown.length; at++) {
      expect(spans.filter(([from, to]) => from <= at && at <= to).length).toBeLessThanOrEqual(3)
    }
    expect(shown).not.toEqual([...shown].sort((a, b) => shown.indexOf(a) - shown.indexOf(b)))
  })

  it('is a deck of whole pictures where a picture is one tile', () => {
    const deck = createDeck([imageOf(100, 100, [boxOf(0, 0, 20)])], configOf(), tiled)
    expect(deck.entries.map(({ frame }) => frame)).toEqual([{ x1: 0, y1: 0, x2: 1, y2: 1 }])
  })
})
