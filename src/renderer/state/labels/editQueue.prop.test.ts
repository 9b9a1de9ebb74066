import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEdit } from '../../../shared/annotation/edit'
import { StudioError } from '../../../shared/result'
import { createEditQueue, type PendingEdit, type SaveState } from './editQueue'

const seed = Number(process.env.FOCAL_SEED ?? 20_240_607)
const edit = (label: string): PendingEdit => ({ edit: createEdit({ label }), kind: 'do' })

/** A disk that fails when it is told to. */
class Disk {
  readonly stored: string[] = []
  failing: StudioError | null = null
  constructor(private readonly wait: () => Promise<unknown>) {}
  readonly send = async ({ edit: { label } }: PendingEdit) => {
    const { failing } = this
    await this.wait()
    if (failing !== null) throw failing
    this.stored.push(label)
    return { savedAt: this.stored.length }
  }
}

describe('row 25: the edit queue', () => {
  it('stores every edit once and in order, however acknowledgements, pushes and retries interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('push', 'fail', 'mend'), { maxLength: 25, size: 'max' }),
        async (scheduler, steps) => {
          const disk = new Disk(() => scheduler.schedule(Promise.resolve(), 'ack'))
          let state: SaveState = { is: 'saved', at: null }
          const queue = createEditQueue({ send: disk.send, onState: (next) => (state = next) })
          const pushed: string[] = []
          scheduler.scheduleSequence(
            steps.map((step, i) => async () => {
              if (step === 'push') {
                pushed.push(String(i))
                queue.push(edit(String(i)))
              }
              if (step === 'fail') disk.failing = new StudioError('disk-full', 'full')
              if (step === 'mend') {
                disk.failing = null
                queue.retry()
              }
              // Never "saved" while something waits.
              if (state.is === 'saved') expect(queue.waiting()).toEqual([])
            }),
          )
          await scheduler.waitIdle()
          disk.failing = null
          queue.retry()
          await scheduler.waitIdle()
          expect(disk.stored).toEqual(pushed)
          expect(queue.waiting()).toEqual([])
          expect(state.is).toBe('saved')
        },
      ),
      { seed, verbose: true },
    )
  })

  it('keeps what could not be saved and says why, until a retry succeeds', async () => {
    const disk = new Disk(() => Promise.resolve())
    const states: SaveState[] = []
    const queue = createEditQueue({ send: disk.send, onState: (state) => states.push(state) })
    disk.failing = new StudioError('disk-full', 'the disk is full', 'Free some space.')
    queue.push(edit('a'))
    await new Promise((resolve) => setTimeout(resolve))
    const error = { code: 'disk-full', message: 'the disk is full', hint: 'Free some space.' }
    expect(states.at(-1)).toEqual({ is: 'failed', waiting: 1, error, canRetry: true })
    disk.failing = null
    queue.retry()
    await queue.drained()
    expect(disk.stored).toEqual(['a'])
    expect(states.at(-1)).toEqual({ is: 'saved', at: 1 })
  })

  it('that is tried again quietly stays failed in sight until the edit is on disk', async () => {
    const disk = new Disk(() => Promise.resolve())
    const states: string[] = []
    const queue = createEditQueue({ send: disk.send, onState: ({ is }) => states.push(is) })
    disk.failing = new StudioError('io-failed', 'the drive is away')
    queue.push(edit('a'))
    await new Promise((resolve) => setTimeout(resolve))
    queue.retry(true)
    await new Promise((resolve) => setTimeout(resolve))
    queue.push(edit('b'))
    disk.failing = null
    queue.retry(true)
    await queue.drained()
    expect(states).toEqual(['saving', 'failed', 'failed', 'saving', 'saved'])
    expect(disk.stored).toEqual(['a', 'b'])
  })

  it('does not offer to send again what main refuses for good; giving it up lets later edits through', async () => {
    const disk = new Disk(() => Promise.resolve())
    let state: SaveState = { is: 'saved', at: null }
    const queue = createEditQueue({ send: disk.send, onState: (next) => (state = next) })
    disk.failing = new StudioError('stale-edit', 'stale')
    queue.push(edit('a'))
    await new Promise((resolve) => setTimeout(resolve))
    expect(state).toMatchObject({ is: 'failed', canRetry: false })
    expect(queue.discard().map((pending) => pending.edit.label)).toEqual(['a'])
    disk.failing = null
    queue.push(edit('b'))
    await queue.drained()
    expect(disk.stored).toEqual(['b'])
  })
})
