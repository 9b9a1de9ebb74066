import { expect, test } from 'vitest'
import { createSlices } from './slices'

test('gives others a turn when a slice is full, and begins the next after it', async () => {
  let time = 0
  const slice = createSlices(() => time)
  expect(slice()).toBeUndefined()
  time = 10
  let hadTurn = false
  setImmediate(() => {
    hadTurn = true
  })
  const turn = slice()
  expect(turn).toBeInstanceOf(Promise)
  await turn
  expect(hadTurn).toBe(true)
  expect(slice()).toBeUndefined()
})
