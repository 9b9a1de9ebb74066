import { expect, test } from 'vitest'
import { type PackedRegion, PackedRegions } from './packedRegions'

const region = (classIndex: number): PackedRegion => ({
  classIndex,
  width: classIndex,
  height: 1,
  bits: 0,
  score: null,
  attributes: classIndex === 7 ? [['a', 'b']] : null,
})
const classesOn = (of: PackedRegions, picture: number) => [
  ...of.classOf.slice(of.start[picture], (of.start[picture] ?? 0) + (of.count[picture] ?? 0)),
]

test('a picture that changes leaves the others alone, and says when it is time to pack anew', () => {
  const regions = new PackedRegions(2, false)
  regions.set(0, [region(1), region(7)])
  regions.set(1, [region(3)])
  expect(regions.attributes.size).toBe(1)
  for (let n = 0; n < 1500; n++) regions.set(0, [region(4), region(5)])
  expect([classesOn(regions, 0), classesOn(regions, 1)]).toEqual([[4, 5], [3]])
  expect(regions.attributes.size).toBe(0)
  expect(regions.isWorn).toBe(true)
})
