import { expect, it, vi } from 'vitest'
import { createLastFirst, Superseded } from './lastFirst'

/** Work that ends when it is told to. */
function pieces() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const piece = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
  }
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { begun, piece, end }
}

it('does what was asked for last first, so many at a time', async () => {
  const { begun, piece, end } = pieces()
  const run = createLastFirst(2, 10)
  const answers = ['a', 'b', 'c', 'd', 'e'].map((name) => run(piece(name)))
  expect(begun).toEqual(['a', 'b'])
  await end('a')
  expect(begun).toEqual(['a', 'b', 'e'])
  await end('e')
  await end('b')
  await end('d')
  expect(begun).toEqual(['a', 'b', 'e', 'd', 'c'])
  await end('c')
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e'])
})

it('goes on after a failure', async () => {
  const run = createLastFirst(1, 10)
  const failing = run(() => Promise.reject(new Error('cut off')))
  const next = run(async () => 'next')
  await expect(failing).rejects.toThrow('cut off')
  expect(await next).toBe('next')
})

it('refuses what was asked for first where too many wait', async () => {
  const { begun, piece, end } = pieces()
  const run = createLastFirst(1, 2)
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => run(piece(name)))
  await expect(b).rejects.toThrow(Superseded)
  await end('a')
  await end('d')
  await end('c')
  expect(begun).toEqual(['a', 'd', 'c'])
  expect(await Promise.all([a, c, d])).toEqual(['a', 'c', 'd'])
})

it('begins nothing before its time, and what need not wait at once', async () => {
  const { begun, piece, end } = pieces()
  let ms = 20
  const run = createLastFirst(2, 10)
  const answers = ['a', 'b', 'c'].map((name) => run(piece(name), () => ms))
  expect(begun).toEqual([])
  answers.push(run(piece('d')))
  expect(begun).toEqual(['d'])
  ms = 0
  await vi.waitUntil(() => begun.length > 1)
  expect(begun).toEqual(['d', 'c'])
  for (const name of ['d', 'c', 'b', 'a']) await end(name)
  expect(begun).toEqual(['d', 'c', 'b', 'a'])
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'])
})
