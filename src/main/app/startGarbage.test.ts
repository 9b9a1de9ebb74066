import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { collectStartGarbage } from './startGarbage'

it('frees what nobody holds any more, and leaves no way to do so behind', () => {
  let garbage: unknown[] | null = Array.from({ length: 500_000 }, (_, n) => ({ n }))
  expect(garbage).toHaveLength(500_000)
  const before = process.memoryUsage().heapUsed
  garbage = null
  collectStartGarbage()
  // An object of one number takes more than 16 bytes.
  expect(before - process.memoryUsage().heapUsed).toBeGreaterThan(500_000 * 16)
  expect('gc' in globalThis).toBe(false)
  expect(runInNewContext('typeof gc')).toBe('undefined')
})
