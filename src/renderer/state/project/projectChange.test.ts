import { expect, test } from 'vitest'
import { atProjectChange, forgetOldProject } from './projectChange'

test('every store that asked forgets, each time', () => {
  const forgotten: string[] = []
  atProjectChange(() => forgotten.push('a'))
  atProjectChange(() => forgotten.push('b'))
  forgetOldProject()
  forgetOldProject()
  expect(forgotten).toEqual(['a', 'b', 'a', 'b'])
})
