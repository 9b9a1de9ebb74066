import { describe, expect, it } from 'vitest'
import { area, type Box, intersectionArea } from '../../../shared/geometry/box'
import type { Tiling } from '../../../shared/models/tiling'
import { createRandom, type Random } from '../../../shared/random'
import type { Detections } from '../postprocess/detections'
import { type Look, looksAt } from './lookAt'
import { mergeLooks } from './mergeLooks'

const input = { width: 128, height: 96 }

interface Thing {
  box: Box
  classIndex: number
}

/** A detector that knows the truth: the visible part of every object in a look, if it is half a px or more, at any score. */
function synthetic(
  things: readonly Thing[],
  picture: { width: number; height: number },
  look: Look,
  random: Random,
) {
  const { window, resized } = look
  const found: { box: Box; score: number; classIndex: number }[] = []
  for (const { box, classIndex } of things) {
    const x = resized.width / picture.width
    const y = resized.height / picture.height
    const seen = {
      x1: Math.max(0, box.x1 * x - window.x1),
      y1: Math.max(0, box.y1 * y - window.y1),
      x2: Math.min(window.x2 - window.x1, box.x2 * x - window.x1),
      y2: Math.min(window.y2 - window.y1, box.y2 * y - window.y1),
    }
    if (seen.x2 - seen.x1 < 0.5 || seen.y2 - seen.y1 < 0.5) continue
    found.push({ box: seen, score: random.uniform(0.55, 1), classIndex })
  }
  found.sort((a, b) => b.score - a.score)
  return detections(found)
}

function detections(found: readonly { box: Box; score: number; classIndex: number }[]): Detections {
  return {
    boxesXyxyPx: Float32Array.from(found.flatMap(({ box }) => [box.x1, box.y1, box.x2, box.y2])),
    scores: Float32Array.from(found, ({ score }) => score),
    classes: Int32Array.from(found, ({ classIndex }) => classIndex),
  }
}

/** Objects of two classes that share little with each other; sides up to `maxSide`. */
function scatter(picture: { width: number; height: number }, maxSide: number, random: Random): Thing[] {
  const things: Thing[] = []
  for (let i = 0; i < 40; i++) {
    const width = random.uniform(8, maxSide)
    const height = random.uniform(8, maxSide)
    const x1 = random.uniform(0, picture.width - width)
    const y1 = random.uniform(0, picture.height - height)
    const box = { x1, y1, x2: x1 + width, y2: y1 + height }
    const isFree = things.every(
      (thing) => intersectionArea(thing.box, box) < 0.05 * Math.min(area(thing.box), area(box)),
    )
    if (isFree) things.push({ box, classIndex: random.int(2) })
  }
  return things
}

describe('merged looks', () => {
  it.each([
    ['objects of any size, where the whole picture is looked at too', true, 300],
    ['objects that fit into the overlap of the tiles', false, 19],
  ])('have each object once: %s, 60 times', (_, includeWhole, maxSide) => {
    for (let i = 0; i < 60; i++) {
      const random = createRandom(51, i)
      const picture = { width: 320 + random.int(400), height: 320 + random.int(400) }
      const tiling: Tiling = { tileWidth: 128, tileHeight: 96, overlap: 0.25, includeWhole, ios: 0.5 }
      const things = scatter(picture, maxSide, random)
      const looks = looksAt(picture, input, tiling).map((look) => ({
        look,
        found: synthetic(things, picture, look, random),
      }))
      const merged = mergeLooks(looks, picture, tiling.ios)
      expect(merged.scores.length, `seed 51, draw ${i}`).toBe(things.length)
      for (const { box, classIndex } of things) {
        const matches = Array.from(merged.classes, (c, k) => {
          const [x1, y1, x2, y2] = merged.boxesXyxyPx.subarray(k * 4, k * 4 + 4)
          const sides = [x1 - box.x1, y1 - box.y1, x2 - box.x2, y2 - box.y2]
          return c === classIndex && Math.max(...sides.map(Math.abs)) < 1e-2
        })
        expect(matches.filter(Boolean), `seed 51, draw ${i}`).toHaveLength(1)
      }
      expect([...merged.scores]).toEqual([...merged.scores].sort((a, b) => b - a))
    }
  })

  it('come back as they are from one look, whatever overlaps', () => {
    const picture = { width: 128, height: 96 }
    const tiling: Tiling = { tileWidth: 128, tileHeight: 96, overlap: 0.2, includeWhole: true, ios: 0.5 }
    const looks = looksAt(picture, input, tiling)
    expect(looks).toHaveLength(1)
    const found = detections([
      { box: { x1: 0, y1: 0, x2: 100, y2: 90 }, score: 0.75, classIndex: 0 },
      { box: { x1: 10, y1: 10, x2: 40, y2: 50 }, score: 0.5, classIndex: 0 },
      { box: { x1: 10, y1: 10, x2: 128, y2: 50 }, score: 0.5, classIndex: 1 },
    ])
    expect(mergeLooks([{ look: looks[0] as Look, found }], picture, 0.5)).toEqual(found)
    expect(looksAt(picture, input, null)).toEqual([{ ...(looks[0] as Look), kind: 'whole' }])
  })

  it('let a cut box give way to the whole one that scores less, but not to one hardly believed', () => {
    const picture = { width: 192, height: 96 }
    const tiling: Tiling = { tileWidth: 128, tileHeight: 96, overlap: 0.5, includeWhole: false, ios: 0.5 }
    const looks = looksAt(picture, input, tiling)
    expect(looks.map(({ window }) => window.x1)).toEqual([0, 64])
    const cut = { box: { x1: 88, y1: 10, x2: 128, y2: 50 }, score: 0.9, classIndex: 0 }
    const merged = (score: number) => {
      const whole = { box: { x1: 24, y1: 10, x2: 90, y2: 50 }, score, classIndex: 0 }
      const found = [detections([cut]), detections([whole])]
      const looked = looks.map((look, k) => ({ look, found: found[k] as Detections }))
      return [...mergeLooks(looked, picture, 0.5).boxesXyxyPx]
    }
    expect(merged(0.6)).toEqual([88, 10, 154, 50])
    expect(merged(0.1)).toEqual([88, 10, 128, 50])
  })
})
