import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { contract } from '../../shared/ipc/contract'
import { PUSH_CHANNEL, pushNames } from '../../shared/ipc/names'
import { createPush } from './push'
import { arbitraryOf } from './testing/arbitraryOf'

const SEED = Number(process.env.FOCAL_SEED ?? 20_260_103)
console.info(`pushes with seed ${SEED} (FOCAL_SEED=… sets another)`)

describe.each(pushNames.map((name) => [name] as const))('row 6: the push %s', (name) => {
  const payload: z.ZodType = contract[name].payload

  it('sends what the contract says, and throws in main for anything else', () => {
    const send = vi.fn()
    const push = createPush(() => ({ send, isDestroyed: () => false }))
    fc.assert(
      fc.property(arbitraryOf(payload), (value) => {
        send.mockClear()
        push(name, value as never)
        expect(send.mock.calls).toEqual([[PUSH_CHANNEL, name, payload.parse(value)]])
        for (const wrong of [null, [value], { ...(value as object), path: '/home/someone' }]) {
          expect(() => push(name, wrong as never)).toThrow()
        }
        expect(send).toHaveBeenCalledOnce()
      }),
      { seed: SEED, numRuns: 30 },
    )
  })
})

describe('row 6: a push to a window that is gone', () => {
  it('goes nowhere', () => {
    const send = vi.fn()
    const job = { jobId: 'a', title: 'b', done: 0, total: null, secondsLeft: null, state: 'running' } as const
    const news = { ...job, message: null, cancellable: true }
    createPush(() => ({ send, isDestroyed: () => true }))('app.job', news)
    createPush(() => null)('app.job', news)
    expect(send).not.toHaveBeenCalled()
  })
})
