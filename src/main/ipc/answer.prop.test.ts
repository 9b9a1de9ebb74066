import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { contract, type Handlers } from '../../shared/ipc/contract'
import { callNames } from '../../shared/ipc/names'
import { StudioError } from '../../shared/result'
import { answerCall } from './answer'
import { roughBytes } from './roughBytes'
import { arbitraryOf } from './testing/arbitraryOf'

const SEED = Number(process.env.FOCAL_SEED ?? 20_260_101)

/** Handlers that only note that they were reached. */
function spies() {
  const spy = vi.fn(async (_input: unknown): Promise<unknown> => {
    throw new StudioError('busy', 'reached')
  })
  const handlers = Object.fromEntries(callNames.map((name) => [name, spy])) as unknown as Handlers
  return { spy, handlers }
}

const quiet = () => {}

console.info(`contract tests with seed ${SEED} (FOCAL_SEED=… sets another)`)

describe.each(callNames.map((name) => [name] as const))('row 6: the call %s', (name) => {
  const input: z.ZodType = contract[name].input

  it('takes every valid input to its handler', async () => {
    const { spy, handlers } = spies()
    await fc.assert(
      fc.asyncProperty(arbitraryOf(input), async (value) => {
        fc.pre(roughBytes(value, contract[name].maxBytes) <= contract[name].maxBytes)
        spy.mockClear()
        const reply = await answerCall(handlers, name, value, quiet)
        expect(reply).toMatchObject({ ok: false, error: { code: 'busy' } })
        expect(spy).toHaveBeenCalledOnce()
        expect(spy.mock.calls[0]?.[0]).toEqual(input.parse(value))
      }),
      { seed: SEED, numRuns: 30 },
    )
  })

  it('refuses an unknown key without reaching its handler', async () => {
    const { spy, handlers } = spies()
    await fc.assert(
      fc.asyncProperty(arbitraryOf(input), fc.string({ minLength: 1 }), async (value, key) => {
        fc.pre(!(key in (value as object)) && key !== '__proto__')
        const reply = await answerCall(handlers, name, { ...(value as object), [key]: 1 }, quiet)
        expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
        expect(spy).not.toHaveBeenCalled()
      }),
      { seed: SEED, numRuns: 30 },
    )
  })

  it('refuses a mutated input without reaching its handler', async () => {
    const { spy, handlers } = spies()
    await fc.assert(
      fc.asyncProperty(
        arbitraryOf(input),
        fc.nat(),
        fc.constantFrom(...wrongValues),
        async (value, at, wrong) => {
          const mutated = mutate(value, at, wrong)
          fc.pre(!input.safeParse(mutated).success)
          const reply = await answerCall(handlers, name, mutated, quiet)
          expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
          expect(spy).not.toHaveBeenCalled()
        },
      ),
      { seed: SEED, numRuns: 30 },
    )
  })

  it('refuses what is no object', async () => {
    const { spy, handlers } = spies()
    for (const value of [undefined, null, 0, 'x', true, [], [{}]]) {
      const reply = await answerCall(handlers, name, value, quiet)
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
    expect(spy).not.toHaveBeenCalled()
  })

  it('row 7: looks at what has its size to the byte, and refuses one byte more', async () => {
    const { spy, handlers } = spies()
    const { maxBytes } = contract[name]
    const ofBytes = (bytes: number) => ({ x: 'y'.repeat(bytes - roughBytes({ x: '' }, maxBytes)) })
    const largest = await answerCall(handlers, name, ofBytes(maxBytes), quiet)
    expect(largest).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    const larger = await answerCall(handlers, name, ofBytes(maxBytes + 1), quiet)
    expect(larger).toMatchObject({ ok: false, error: { code: 'message-too-large' } })
    expect(spy).not.toHaveBeenCalled()
  })
})

describe('row 6: the router', () => {
  it('never throws, whatever name and value come: 10,000 of them', async () => {
    const { handlers } = spies()
    const name = fc.oneof(
      fc.constantFrom<string>(...callNames),
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'app.job'),
      fc.anything(),
    )
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.oneof(fc.jsonValue(), fc.anything({ withBigInt: true, withMap: true, withTypedArray: true })),
        async (call, value) => {
          const reply = await answerCall(handlers, call, value, quiet)
          expect(reply.ok).toBe(false)
        },
      ),
      { seed: SEED, numRuns: 10_000 },
    )
  })

  it('refuses names that are no calls: pushes and what every object has', async () => {
    const { handlers } = spies()
    for (const name of [
      'app.job',
      'training.progress',
      'constructor',
      '__proto__',
      'toString',
      '',
      null,
      1,
      {},
    ]) {
      expect(await answerCall(handlers, name, {}, quiet)).toMatchObject({
        ok: false,
        error: { code: 'unknown-call' },
      })
    }
  })

  it('passes a handler’s good answer on and hides one that breaks the contract', async () => {
    const report = vi.fn()
    const { handlers } = spies()
    const good = { ...handlers, 'app.cancelJob': async () => ({}) }
    expect(await answerCall(good, 'app.cancelJob', { jobId: 'a' }, report)).toEqual({ ok: true, value: {} })
    const leaking = {
      ...handlers,
      'app.cancelJob': async () => ({ secret: '/home/someone' }),
    } as unknown as Handlers
    const reply = await answerCall(leaking, 'app.cancelJob', { jobId: 'a' }, report)
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('/home/someone')
    expect(report).toHaveBeenCalledOnce()
  })

  it('gives typed errors their code and hint', async () => {
    const { handlers } = spies()
    const full = {
      ...handlers,
      'app.info': async () => {
        throw Object.assign(new Error('write failed'), { code: 'ENOSPC' })
      },
    } as Handlers
    expect(await answerCall(full, 'app.info', {}, quiet)).toMatchObject({
      ok: false,
      error: { code: 'disk-full', hint: expect.any(String) },
    })
  })
})

describe('row 7: the rough size of a message', () => {
  it('never goes far past the limit, whatever the shape', () => {
    const cyclic: unknown[] = []
    cyclic.push(cyclic, cyclic)
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    for (const value of [
      cyclic,
      deep,
      new Array(1_000_000).fill(0),
      'x'.repeat(10_000_000),
      new Uint8Array(1e6),
    ]) {
      expect(roughBytes(value, 1000)).toBeGreaterThan(1000)
    }
  })

  it('counts text by its length and small values by 8 bytes', () => {
    expect(roughBytes('abcd', 1000)).toBe(12)
    expect(roughBytes({ ab: 'cd', n: 1 }, 1000)).toBe(8 + 2 + 1 + 8 + 2 + 8)
    expect(roughBytes([1, null, true], 1000)).toBe(32)
    expect(roughBytes(new Map([['key', new Set([1])]]), 1000)).toBe(8 + 11 + 8 + 8)
  })
})

const wrongValues: readonly unknown[] = [
  null,
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  'x'.repeat(5000),
  [],
  {},
  true,
  1.5,
  -7,
  '../../etc/passwd',
]

/** Replaces the `at`-th leaf of a value. */
function mutate(value: unknown, at: number, wrong: unknown): unknown {
  const places: (string | number)[][] = []
  const walk = (node: unknown, path: (string | number)[]) => {
    places.push(path)
    if (typeof node !== 'object' || node === null) return
    for (const [key, member] of Object.entries(node)) walk(member, [...path, key])
  }
  walk(value, [])
  return replace(value, places[at % places.length] ?? [], wrong)
}

function replace(node: unknown, [key, ...rest]: (string | number)[], wrong: unknown): unknown {
  if (key === undefined) return wrong
  const copy: Record<string | number, unknown> = Array.isArray(node)
    ? ([...node] as never)
    : { ...(node as object) }
  copy[key] = replace(copy[key], rest, wrong)
  return copy
}
