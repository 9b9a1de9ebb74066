import { expect, it } from 'vitest'
import { limits } from '../../shared/limits'
import { readDropped } from './dropped'

const code = (raw: unknown) => {
  try {
    return readDropped(raw)
  } catch (cause) {
    return (cause as { code: string }).code
  }
}

it('row 6: a drop is a list of paths of this computer, told in a sentence where it is none', () => {
  expect(readDropped(['/a/b.png', '/c'])).toEqual(['/a/b.png', '/c'])
  const odd = [
    [],
    'x',
    null,
    {},
    [1],
    [''],
    ['relative/path'],
    ['/a\0b'],
    [`/${'x'.repeat(limits.maxPathLength)}`],
  ]
  expect(odd.map(code)).toEqual(odd.map(() => 'invalid-input'))
  expect(() => readDropped([])).toThrow('Nothing that was dropped is a file of this computer.')
})

it('row 7: a drop has a size limit', () => {
  expect(code(Array(10_000).fill('/a'))).toHaveLength(10_000)
  expect(code(Array(10_001).fill('/a'))).toBe('message-too-large')
  expect(code([`/${'x'.repeat(limits.maxImageListBytes)}`])).toBe('message-too-large')
})
