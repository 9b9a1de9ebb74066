import { expect, it } from 'vitest'
import { GroupRule } from '../../../shared/project/schema'
import { originalStem } from './copies'
import { nameRules } from './index'

const keyOf = (rule: string, path: string) => nameRules.find(({ id }) => id === rule)?.key(path)

it('every rule of the schema but the looks has a file', () => {
  const named = nameRules.map(({ id }) => id)
  expect([...named].sort()).toEqual(GroupRule.options.filter((rule) => rule !== 'near-duplicates').sort())
})

it.each([
  ['cat_rot90', 'cat'],
  ['cat-flip', 'cat'],
  ['cat_rot90_aug_3', 'cat'],
  ['cat (2)', 'cat'],
  ['cat - copy', 'cat'],
  ['IMG_0042_jpg.rf.5f2c9a0d7e1b4c3a8f6e5d4c3b2a1908', 'IMG_0042'],
  ['IMG_0042_rot-90', 'IMG_0042'],
  ['IMG_0042', 'IMG_0042'],
  ['brightfield', 'brightfield'],
  ['flip', 'flip'],
])('%s was %s before it was copied', (stem, original) => {
  expect(originalStem(stem)).toBe(original)
})

it.each([
  ['copies', 'a/cat_rot90.jpg', 'b/cat.png', true],
  ['copies', 'a/cat1.jpg', 'a/cat2.jpg', false],
  ['video', 'a/clip_000123.jpg', 'a/clip_000987.jpg', true],
  ['video', 'a/clip_000123.jpg', 'b/clip_000123.jpg', false],
  ['video', 'a/clip1_0001.jpg', 'a/clip2_0001.jpg', false],
  ['video', 'x/GOPR01 frame 7.png', 'x/GOPR01 frame 8.png', true],
  ['video', 'a/000001.jpg', 'a/000002.jpg', true],
  ['video', 'a/clip_000123_flip.jpg', 'a/clip_000124.jpg', true],
  ['stem', 'street-4_1.jpg', 'street-4_02.jpg', true],
  ['stem', 'street-4_1.jpg', 'street-5_1.jpg', false],
  ['folder', 'a/1.jpg', 'a/2.jpg', true],
  ['folder', 'a/1.jpg', 'a/b/1.jpg', false],
])('by %s, %s and %s belong together: %s', (rule, a, b, together) => {
  const [left, right] = [keyOf(rule, a), keyOf(rule, b)]
  expect(left !== null && left === right).toBe(together)
})

it('says nothing of names without a number, or of loose pictures', () => {
  expect([keyOf('video', 'a/sky.jpg'), keyOf('video', 'a/x12.jpg'), keyOf('stem', 'a/sky.jpg')]).toEqual([
    null,
    null,
    null,
  ])
  expect(keyOf('folder', 'sky.jpg')).toBeNull()
})
