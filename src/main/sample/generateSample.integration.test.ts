import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSource } from '../formats'
import { hashBytes } from '../images/hash'
import { drawSamplePicture, generateSample, SAMPLE_LABELS } from './generateSample'

const SIZE = { width: 480, height: 360 }
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-sample-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('drawSamplePicture', () => {
  it('gives boxes that agree with what is seen of each thing', () => {
    let numBoxes = 0
    for (let index = 0; index < 7; index++) {
      const { rendered, scene, boxes } = drawSamplePicture(index, { seed: 7, ...SIZE })
      const labelled = scene.things.flatMap((thing, i) => (thing.className === undefined ? [] : [i]))
      expect(boxes.map((box) => box.className)).toEqual(labelled.map((i) => scene.things[i]?.className))
      for (const [n, i] of labelled.entries()) {
        const box = boxes[n]
        const seen = extent(rendered.topmost, i)
        if (!box || !seen) throw new Error(`thing ${i} of picture ${index} is not there`)
        // Nothing of a thing is seen outside its box, and where nothing lies on it the box is tight.
        expect(seen.x1 >= box.x1 && seen.y1 >= box.y1 && seen.x2 <= box.x2 && seen.y2 <= box.y2).toBe(true)
        const mask = rendered.masks[i]
        if (mask?.numVisible === mask?.numPixels) expect({ className: box.className, ...seen }).toEqual(box)
        expect(Math.min(box.x2 - box.x1, box.y2 - box.y1)).toBeGreaterThan(8)
        numBoxes++
      }
    }
    expect(numBoxes).toBeGreaterThan(30)
  })

  it('draws the thing where its box is: the middle of a nut’s box is its hole, the rim is not', () => {
    let numNuts = 0
    for (let index = 0; index < 4; index++) {
      const { rendered, scene, boxes } = drawSamplePicture(index, { seed: 3, ...SIZE })
      for (const [i, thing] of scene.things.entries()) {
        const mask = rendered.masks[i]
        const isWhole =
          mask?.box && mask.numVisible === mask.numPixels && mask.box.x1 > 0 && mask.box.x2 < SIZE.width
        if (
          thing.className !== 'nut' ||
          !isWhole ||
          !mask.box ||
          mask.box.y1 === 0 ||
          mask.box.y2 === SIZE.height
        )
          continue
        numNuts++
        const { x1, y1, x2, y2 } = mask.box
        expect(Math.abs((x1 + x2) / 2 - thing.x)).toBeLessThan(2)
        expect(Math.abs((y1 + y2) / 2 - thing.y)).toBeLessThan(2)
        expect(rendered.topmost[Math.floor(thing.y) * SIZE.width + Math.floor(thing.x)]).not.toBe(i)
        expect(boxes).toContainEqual({ className: 'nut', x1, y1, x2, y2 })
      }
    }
    expect(numNuts).toBeGreaterThan(5)
  })
})

describe('generateSample', () => {
  it('writes the same bytes for the same seed and others for another', async () => {
    const hashes = async (name: string, seed: number) => {
      const place = join(folder, name)
      await generateSample(place, { count: 3, seed, width: 160, height: 120 })
      const files = (await readdir(place)).sort()
      return Promise.all(files.map(async (file) => hashBytes(await readFile(join(place, file)))))
    }
    const first = await hashes('a', 1)
    expect(first).toHaveLength(4)
    expect(await hashes('b', 1)).toEqual(first)
    expect(new Set([...first, ...(await hashes('c', 2))]).size).toBe(8)
  })

  it('can be imported as it is: one common, one small and one rare class', async () => {
    await generateSample(folder, { count: 40, width: 240, height: 180 })
    const plan = await readSource(join(folder, SAMPLE_LABELS), 'auto')
    expect([plan.images.length, plan.classes, plan.repaired, plan.rejected]).toEqual([
      40,
      ['nut', 'washer', 'screw'],
      [],
      [],
    ])
    const boxes = plan.images.flatMap((image) => image.boxes)
    const of = (name: string) => boxes.filter((box) => box.className === name)
    expect(of('nut').length).toBeGreaterThan(of('washer').length)
    expect(of('washer').length).toBeGreaterThan(3 * of('screw').length)
    expect(of('screw').length).toBeGreaterThanOrEqual(10)
    const side = (name: string) =>
      of(name)
        .map((box) => box.x2 - box.x1)
        .sort((a, b) => a - b)[of(name).length >> 1]
    expect(side('washer')).toBeLessThan(20)
    expect(side('nut')).toBeGreaterThan(22)
  })
})

function extent(topmost: Int16Array, index: number) {
  let found: { x1: number; y1: number; x2: number; y2: number } | undefined
  for (let y = 0; y < SIZE.height; y++)
    for (let x = 0; x < SIZE.width; x++) {
      if (topmost[y * SIZE.width + x] !== index) continue
      found ??= { x1: x, y1: y, x2: x + 1, y2: y + 1 }
      found.x1 = Math.min(found.x1, x)
      found.x2 = Math.max(found.x2, x + 1)
      found.y2 = y + 1
    }
  return found
}
