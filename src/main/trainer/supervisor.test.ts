import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrainerEvent } from '../../shared/training/protocol'
import { OUTGROWN_CODE } from './crashError'
import { type SupervisorOptions, superviseTraining } from './supervisor'
import { createFakeTrainer, doneEvent, type FakeScript, hello, stepEvent } from './testing/fakeTrainer'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function supervise(script: FakeScript = {}, options: Partial<SupervisorOptions> = {}) {
  const trainer = createFakeTrainer(script)
  const events: TrainerEvent[] = []
  const notes: string[] = []
  const jobs: boolean[] = []
  const supervisor = superviseTraining({
    startProcess: trainer.start,
    resume: false,
    writeJob: async (resume) => {
      jobs.push(resume)
      return 'job.json'
    },
    onEvent: (event) => events.push(event),
    onNote: (note) => notes.push(note),
    now: () => performance.now(),
    ...options,
  })
  return { supervisor, trainer, events, notes, jobs }
}

/** Lets everything that waits for no timer happen. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('row 31: the supervisor of a training', () => {
  it('shakes hands, starts the job, passes the messages on and ends with the summary', async () => {
    const { supervisor, trainer, events } = supervise()
    await settle()
    const [process] = trainer.processes
    expect(supervisor.state).toBe('starting')
    process.say(hello)
    expect(process.commands).toEqual([{ type: 'start', jobFile: 'job.json' }])
    expect(supervisor.state).toBe('running')
    process.say(stepEvent(1, 2))
    process.say(doneEvent())
    process.exit()
    expect(await supervisor.outcome).toMatchObject({ kind: 'done', summary: { stoppedBecause: 'finished' } })
    expect(events.map(({ type }) => type)).toEqual(['hello', 'step', 'done'])
    expect(supervisor.state).toBe('off')
  })

  it('refuses a trainer of another protocol version', async () => {
    const { supervisor, trainer } = supervise()
    await settle()
    trainer.processes[0].say({ ...hello, protocolVersion: 99 } as TrainerEvent)
    expect(await supervisor.outcome).toMatchObject({ kind: 'failed', error: { code: 'trainer-crashed' } })
    expect(trainer.processes[0].isKilled).toBe(true)
    expect(trainer.processes).toHaveLength(1)
  })

  it('drops messages that are not of the protocol and goes on', async () => {
    const { supervisor, trainer, events } = supervise()
    await settle()
    const [process] = trainer.processes
    process.say(hello)
    for (const raw of [null, 'step', { type: 'step' }, { type: 'hello', extra: 1 }, { type: 'quit' }])
      process.sayRaw(raw)
    expect(events).toHaveLength(1)
    expect(supervisor.output()).toContain('not of the protocol')
    process.say(doneEvent())
    process.exit()
    expect((await supervisor.outcome).kind).toBe('done')
  })

  it('starts again after a crash, from the checkpoint where there is one', async () => {
    const { supervisor, trainer, notes, jobs } = supervise()
    await settle()
    trainer.processes[0].say(hello)
    trainer.processes[0].exit({ code: 134, reason: 'crashed' })
    await settle()
    expect(trainer.processes).toHaveLength(2)
    trainer.processes[1].say(hello)
    trainer.processes[1].say({ type: 'checkpoint', step: 5 })
    trainer.processes[1].exit({ code: null, signal: 'SIGSEGV' })
    await settle()
    expect(jobs).toEqual([false, false, true])
    expect(notes[0]).toContain('crashed')
    expect(notes[1]).toContain('SIGSEGV')
    expect(notes[1]).toContain('checkpoint')
    trainer.processes[2].say(hello)
    trainer.processes[2].say(doneEvent())
    trainer.processes[2].exit()
    expect((await supervisor.outcome).kind).toBe('done')
  })

  it('gives up at the fourth crash within five minutes', async () => {
    const { supervisor, trainer } = supervise({ started: (process) => process.exit({ code: 1 }) })
    await settle()
    const outcome = await supervisor.outcome
    expect(trainer.processes).toHaveLength(4)
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'trainer-crashed' } })
    expect(outcome.kind === 'failed' && outcome.error.hint).toContain('Resume')
  })

  it('forgives crashes that are more than five minutes apart', async () => {
    const { supervisor, trainer } = supervise({ started: (process) => process.say(hello) })
    await settle()
    for (let crash = 0; crash < 8; crash++) {
      // Heard from again and again, so that the silence is none of a hang.
      for (let minute = 0; minute < 6; minute++) {
        await vi.advanceTimersByTimeAsync(50_000)
        trainer.processes[crash].say({ type: 'heartbeat' })
      }
      await vi.advanceTimersByTimeAsync(1000)
      trainer.processes[crash].exit({ code: 1 })
      await settle()
    }
    expect(trainer.processes).toHaveLength(9)
    expect(supervisor.state).toBe('running')
  })

  it('names running out of memory, with a way out', async () => {
    const { supervisor } = supervise({ started: (process) => process.exit({ code: 5, reason: 'oom' }) })
    await settle()
    expect(await supervisor.outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'out-of-memory', hint: expect.any(String) },
    })
  })

  it('row 34: starts a trainer again that saved itself because its memory grew', async () => {
    const { supervisor, trainer, notes, jobs } = supervise()
    await settle()
    trainer.processes[0].say(hello)
    trainer.processes[0].say({ type: 'checkpoint', step: 5 })
    trainer.processes[0].exit({ code: OUTGROWN_CODE })
    await settle()
    expect(jobs).toEqual([false, true])
    expect(notes).toEqual([
      'The memory of the trainer grew without end; it saved itself. It starts again from its last checkpoint.',
    ])
    expect(supervisor.state).toBe('starting')
  })

  it('does not try a missing TensorFlow again', async () => {
    const { supervisor, trainer } = supervise({
      started: (process) => {
        process.print("Error: Cannot find module '@tensorflow/tfjs-node-gpu'\n")
        process.exit({ code: 1 })
      },
    })
    await settle()
    expect(await supervisor.outcome).toMatchObject({ kind: 'failed', error: { code: 'tensorflow-missing' } })
    expect(trainer.processes).toHaveLength(1)
  })

  it('ends a trainer that hangs: after 60 s of silence, or 20 median steps where that is longer', async () => {
    const { trainer } = supervise()
    await settle()
    const [fast] = trainer.processes
    fast.say(hello)
    fast.say(stepEvent(1, 10, 100))
    await vi.advanceTimersByTimeAsync(58_000)
    expect(fast.isKilled).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(fast.isKilled).toBe(true)
    const [, slow] = trainer.processes
    slow.say(hello)
    for (let step = 1; step <= 5; step++) slow.say(stepEvent(step, 10, 10_000))
    await vi.advanceTimersByTimeAsync(190_000)
    expect(slow.isKilled).toBe(false)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(slow.isKilled).toBe(true)
  })

  it('hears nothing of a process that it gave up', async () => {
    const { supervisor, trainer, events } = supervise()
    await settle()
    const [old] = trainer.processes
    old.say(hello)
    old.exit({ code: 1 })
    await settle()
    const before = events.length
    old.say(stepEvent(7, 10))
    old.say(doneEvent())
    expect(events).toHaveLength(before)
    expect(supervisor.state).toBe('starting')
  })

  it('stops during the start: kills, restarts nothing and says so', async () => {
    const { supervisor, trainer } = supervise()
    await settle()
    supervisor.end('stop')
    expect(await supervisor.outcome).toEqual({ kind: 'ended', by: 'stop' })
    expect(trainer.processes).toHaveLength(1)
    expect(trainer.processes[0].isKilled).toBe(true)
  })

  it('stops before the job is written: no process is ever started', async () => {
    const { supervisor, trainer } = supervise()
    supervisor.end('stop')
    expect(await supervisor.outcome).toEqual({ kind: 'ended', by: 'stop' })
    expect(trainer.processes).toHaveLength(0)
  })

  it('passes pause and stop on once, and a crash on the way out restarts nothing', async () => {
    const { supervisor, trainer } = supervise()
    await settle()
    const [process] = trainer.processes
    process.say(hello)
    supervisor.end('pause')
    supervisor.end('pause')
    expect(process.commands.map(({ type }) => type)).toEqual(['start', 'pause'])
    expect(supervisor.state).toBe('ending')
    process.exit({ code: 9 })
    expect(await supervisor.outcome).toEqual({ kind: 'ended', by: 'pause' })
    expect(trainer.processes).toHaveLength(1)
  })

  it('shuts down: asks to save and go, and kills what does not within its patience', async () => {
    const { supervisor, trainer } = supervise()
    await settle()
    const [process] = trainer.processes
    process.say(hello)
    const down = supervisor.shutDown(10_000)
    expect(process.commands.at(-1)).toEqual({ type: 'quit' })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(process.isKilled).toBe(false)
    await vi.advanceTimersByTimeAsync(2_000)
    await down
    expect(process.isKilled).toBe(true)
    expect(await supervisor.outcome).toEqual({ kind: 'ended', by: 'quit' })
  })

  it('ends a process that has said its last word but stays', async () => {
    const { supervisor, trainer } = supervise()
    await settle()
    trainer.processes[0].say(hello)
    trainer.processes[0].say(doneEvent())
    await vi.advanceTimersByTimeAsync(6_000)
    expect(trainer.processes[0].isKilled).toBe(true)
    expect((await supervisor.outcome).kind).toBe('done')
  })

  it('fails plainly where the job cannot be written', async () => {
    const { supervisor } = supervise({}, { writeJob: () => Promise.reject(new Error('ENOSPC')) })
    expect(await supervisor.outcome).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('ENOSPC') },
    })
  })
})
