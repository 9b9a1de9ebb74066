import { describe, expect, it } from 'vitest'
import type { ImageRow } from '../../../shared/annotation/schema'
import { neighbour } from './stepImage'

// Only what stepping looks at; the rest of a row does not matter here.
const row = (id: string, reviewed = false) => ({ id, reviewed }) as unknown as ImageRow
const images = [row('a'), row('b', true), row('c', true), row('d'), row('e')]
const open = (image: ImageRow) => !image.reviewed

describe('neighbour', () => {
  it.each<[string, string[], string | null, 1 | -1, boolean, string | null]>([
    ['the next one', ['a', 'b', 'c', 'd', 'e'], 'b', 1, false, 'c'],
    ['the previous one', ['a', 'b', 'c', 'd', 'e'], 'b', -1, false, 'a'],
    ['none after the last', ['a', 'b', 'c', 'd', 'e'], 'e', 1, false, null],
    ['the next that is open', ['a', 'b', 'c', 'd', 'e'], 'a', 1, true, 'd'],
    ['the next that the filter shows', ['a', 'e'], 'a', 1, false, 'e'],
    ['onwards from where a filtered picture would be', ['a', 'e'], 'c', 1, false, 'e'],
    ['backwards from where it would be', ['a', 'e'], 'c', -1, false, 'a'],
    ['backwards from beyond all that is shown', ['a', 'b'], 'e', -1, false, 'b'],
    ['the first where none is chosen', ['b', 'c'], null, 1, false, 'b'],
    ['none where none is shown', [], 'c', 1, false, null],
  ])('is %s', (_title, shownIds, current, direction, onlyOpen, expected) => {
    const shown = images.filter((image) => shownIds.includes(image.id))
    expect(neighbour(images, shown, current, direction, onlyOpen ? open : undefined)?.id ?? null).toBe(
      expected,
    )
  })
})
