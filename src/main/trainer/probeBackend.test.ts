import { describe, expect, it, vi } from 'vitest'
import { probeBackend, rememberedProbe } from './probeBackend'
import { createFakeTrainer, hello } from './testing/fakeTrainer'

describe('asking a trainer for its device', () => {
  it('answers from its first word and leaves no process', async () => {
    const trainer = createFakeTrainer({ started: (process) => process.say(hello) })
    expect(await probeBackend(trainer.start)).toMatchObject({ device: 'cpu', reason: 'no GPU here' })
    expect(trainer.processes.map(({ isKilled }) => isKilled)).toEqual([true])
  })

  it('names a missing TensorFlow', async () => {
    const error = {
      code: 'tensorflow-missing' as const,
      message: 'TensorFlow does not load',
      hint: 'Type `npm run setup`.',
    }
    const trainer = createFakeTrainer({ started: (process) => process.say({ type: 'failed', error }) })
    await expect(probeBackend(trainer.start)).rejects.toMatchObject(error)
  })

  it('survives a driver that crashes the process', async () => {
    const trainer = createFakeTrainer({
      started: (process) => process.exit({ signal: 'SIGSEGV', code: null }),
    })
    await expect(probeBackend(trainer.start)).rejects.toMatchObject({
      code: 'trainer-crashed',
      message: expect.stringContaining('SIGSEGV'),
    })
  })

  it('asks once, and again only after a failure', async () => {
    const backend = await probeBackend(createFakeTrainer({ started: (process) => process.say(hello) }).start)
    const probe = vi.fn(async () => backend).mockRejectedValueOnce(new Error('not yet'))
    const ask = rememberedProbe(probe)
    await expect(ask()).rejects.toThrow('not yet')
    expect(await ask()).toEqual(backend)
    expect(await ask()).toEqual(backend)
    expect(probe).toHaveBeenCalledTimes(2)
  })
})
