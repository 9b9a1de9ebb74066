import { describe, expect, it } from 'vitest'
import { createTurns } from './turns'

/** Work that ends when it is told to, and says when it has begun. */
function bench() {
  const inTurn = createTurns()
  const begun: string[] = []
  const ends = new Map<string, (value: string) => void>()
  const take = (name: string, isAhead: boolean) =>
    inTurn(() => {
      begun.push(name)
      return new Promise<string>((done) => ends.set(name, done))
    }, isAhead)
  const end = async (name: string) => {
    ends.get(name)?.(name)
    await new Promise((done) => setTimeout(done))
  }
  return { begun, take, end }
}

describe('pictures read ahead', () => {
  it('come one after the other, in the order they were asked for', async () => {
    const { begun, take, end } = bench()
    for (const name of ['a', 'b', 'c']) take(name, true)
    expect(begun).toEqual(['a'])
    await end('a')
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('wait while one is read that is waited for', async () => {
    const { begun, take, end } = bench()
    take('now', false)
    take('later', true)
    expect(begun).toEqual(['now'])
    await end('now')
    expect(begun).toEqual(['now', 'later'])
  })

  it('are read at once when their turn comes early, and only once', async () => {
    const { begun, take, end } = bench()
    take('a', true)
    take('b', true)
    const c = take('c', true)
    c.hurry()
    c.hurry()
    expect(begun).toEqual(['a', 'c'])
    await end('c')
    await expect(c.result).resolves.toBe('c')
    expect(begun).toEqual(['a', 'c'])
    await end('a')
    expect(begun).toEqual(['a', 'c', 'b'])
  })

  it('are dropped where nobody wants them any more, unless they have begun', async () => {
    const { begun, take, end } = bench()
    const a = take('a', true)
    const b = take('b', true)
    a.drop()
    b.drop()
    await expect(b.result).rejects.toThrow('nobody wants it')
    await end('a')
    await expect(a.result).resolves.toBe('a')
    expect(begun).toEqual(['a'])
  })

  it('go on after one that failed', async () => {
    const inTurn = createTurns()
    const broken = inTurn(() => Promise.reject(new Error('torn')), true)
    const next = inTurn(() => Promise.resolve('whole'), true)
    await expect(broken.result).rejects.toThrow('torn')
    await expect(next.result).resolves.toBe('whole')
  })
})
