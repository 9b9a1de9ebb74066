import { compileSearch } from '../compile'
import { boxBits, type RegionColumns, type SearchFacts } from '../facts'
import { parseSearch } from '../parse'

interface TestRegion {
  class: number
  w: number
  h: number
  bits?: number
  score?: number
  attributes?: [string, string][]
}

/** Columns of regions by picture. */
export function testRegions(pictures: readonly (readonly TestRegion[])[], hasScores = false): RegionColumns {
  const all = pictures.flat()
  let end = 0
  return {
    start: pictures.map(({ length }) => {
      end += length
      return end - length
    }),
    count: pictures.map(({ length }) => length),
    classOf: all.map((region) => region.class),
    width: all.map(({ w }) => w),
    height: all.map(({ h }) => h),
    bits: all.map(({ bits = 0 }) => bits),
    score: hasScores ? all.map(({ score = 0 }) => score) : null,
    attributes: new Map(all.flatMap(({ attributes }, i) => (attributes ? [[i, attributes] as const] : []))),
  }
}

/** Four pictures with something for every field to find; classes Platelet (0), White cell (1) and RBC (2). */
export const searchScene: SearchFacts = {
  numPictures: 4,
  path: ['day/img2.jpg', 'day/img10.jpg', 'night/a.png', 'night/b or c.jpg'],
  width: [200, 4000, 200, 100],
  height: [100, 3000, 100, 400],
  bytes: [1000, 6_000_000, 2000, 999_999],
  modifiedAt: [
    new Date(2026, 4, 31, 23, 59).getTime(),
    new Date(2026, 5, 1).getTime(),
    Number.NaN,
    new Date(2025, 0, 1).getTime(),
  ],
  reviewed: [1, 0, 1, 0],
  broken: [0, 0, 0, 1],
  takenOut: [0, 0, 0, 0],
  split: ['train', 'val', 'test', null],
  flags: new Map([[1, ['blurry', 'two words']]]),
  notes: new Map([[2, 'Ask Ada about day light']]),
  classes: ['Platelet', 'White cell', 'RBC'],
  boxes: testRegions([
    [
      { class: 0, w: 20, h: 20, bits: boxBits.difficult },
      { class: 2, w: 64, h: 64, bits: boxBits.imported },
      {
        class: 2,
        w: 10,
        h: 40,
        bits: boxBits.accepted,
        attributes: [
          ['colour', 'red'],
          ['age', '7'],
        ],
      },
    ],
    [{ class: 1, w: 400, h: 300, bits: boxBits.occluded, attributes: [['colour', 'dark blue']] }],
    [],
    [{ class: 0, w: 96, h: 96 }],
  ]),
  found: testRegions(
    [
      [
        { class: 0, w: 20, h: 20, score: 0.9 },
        { class: 2, w: 60, h: 60, score: 0.3 },
      ],
      [{ class: 2, w: 9, h: 9, score: 0.95 }],
      [],
      [],
    ],
    true,
  ),
  errors: new Map([
    [0, { counts: { missed: 3, background: 1 }, hardness: 2 }],
    [1, { counts: { localization: 1 }, hardness: 0.5 }],
  ]),
  suspects: new Map([[3, { overlooked: 2 }]]),
  waiting: new Map([[3, 5]]),
  teaching: new Map([
    [3, 0],
    [1, 1],
  ]),
}

/** Numbers (from 1) of the pictures of the scene that a search finds, or what is wrong with it. */
export function foundIn(text: string, scene: SearchFacts = searchScene): number[] | string {
  const parsed = parseSearch(text)
  if (parsed.problem !== null) return parsed.problem.message
  const compiled = compileSearch(parsed.query, scene)
  if (compiled.problem !== null) return compiled.problem.message
  return Array.from({ length: scene.numPictures }, (_, picture) => picture).flatMap((picture) =>
    compiled.test(picture) ? [picture + 1] : [],
  )
}
