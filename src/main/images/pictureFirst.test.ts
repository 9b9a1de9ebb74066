import { expect, it } from 'vitest'
import { createPictureFirst } from './pictureFirst'

it('lets other work begin where no picture was asked for of late', () => {
  const first = createPictureFirst()
  expect(first.delay(0)).toBe(0)
  first.noteAsked(1000)
  expect(first.delay(1000)).toBe(400)
  expect(first.delay(1399)).toBe(1)
  expect(first.delay(1400)).toBe(0)
})

it('does not hold it back for ever', () => {
  const first = createPictureFirst()
  const begun: number[] = []
  for (let now = 0; now < 9000; now += 100) {
    first.noteAsked(now)
    if (first.delay(now) === 0) begun.push(now)
  }
  expect(begun).toEqual([2000, 4100, 6200, 8300])
})
