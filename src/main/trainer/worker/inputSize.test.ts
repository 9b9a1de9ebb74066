import { expect, it } from 'vitest'
import { inputSizeAt } from './inputSize'

it('changes every ten steps between 0.75 and 1.25 times the input, in multiples of 32', () => {
  const input = { width: 384, height: 288 }
  const sizes = Array.from({ length: 400 }, (_, step) => inputSizeAt(input, 1, step))
  const texts = sizes.map(({ width, height }) => `${width} x ${height}`)
  // 384 and 288 times 0.75, 0.875, 1, 1.125, 1.25, to the nearest 32.
  expect([...new Set(texts)].sort()).toEqual([
    '288 x 224',
    '352 x 256',
    '384 x 288',
    '448 x 320',
    '480 x 352',
  ])
  for (let step = 0; step < 400; step += 10) expect(new Set(texts.slice(step, step + 10)).size).toBe(1)
  expect(inputSizeAt(input, 1, 123)).toEqual(sizes[123])
  expect(Array.from({ length: 400 }, (_, step) => inputSizeAt(input, 2, step))).not.toEqual(sizes)
})
