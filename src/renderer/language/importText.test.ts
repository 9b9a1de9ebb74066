import { expect, it } from 'vitest'
import { importText } from './importText'

it('says what came in', () => {
  expect(importText({ images: 1, boxes: 0, classes: [] })).toBe('1 picture')
  expect(importText({ images: 3, boxes: 0, classes: [{ name: 'a', boxes: 0 }] })).toBe(
    '3 pictures, 0 boxes and 1 class',
  )
  expect(importText({ images: 205, boxes: 12, classes: [{ name: 'a', boxes: 12 }] })).toBe(
    '205 pictures, 12 boxes and 1 class',
  )
})
