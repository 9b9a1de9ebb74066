import { expect, it } from 'vitest'
import { createPictureFirst } from './pictureFirst'

it('lets other work begin where no picture was asked for of late', () => {
  let now = 0
  const first = createPictureFirst(() => now)
  const delayAt = (ms: number) => {
    now = ms
    return first.delay()
  }
  expect(delayAt(0)).toBe(0)
  now = 1000
  first.noteAsked()
  expect(delayAt(1000)).toBe(400)
  expect(delayAt(1399)).toBe(1)
  expect(delayAt(1400)).toBe(0)
})

it('gives one that is seen in tiles longer, also where a small one is asked for after it', () => {
  let now = 0
  const first = createPictureFirst(() => now)
  first.noteAsked(12_000 * 9000)
  now = 100
  first.noteAsked(4000 * 3000)
  expect(first.delay()).toBe(1100)
  now = 1200
  expect(first.delay()).toBe(0)
})

it('waits until the list rests, and no longer than for a picture that was asked for', () => {
  let now = 0
  const first = createPictureFirst(() => now)
  for (const at of [0, 100, 200]) {
    now = at
    first.noteRow()
  }
  now = 300
  expect(first.delay()).toBe(50)
  first.noteAsked()
  now = 400
  first.noteRow()
  expect(first.delay()).toBe(300)
})

it('does not hold it back for ever', () => {
  let now = 0
  const first = createPictureFirst(() => now)
  const begun: number[] = []
  for (; now < 9000; now += 100) {
    first.noteAsked()
    if (first.delay() === 0) begun.push(now)
  }
  expect(begun).toEqual([2000, 4100, 6200, 8300])
})
