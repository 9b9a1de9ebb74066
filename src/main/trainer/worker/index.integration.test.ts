import { type ChildProcess, fork } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrainConfigInput } from '../../../shared/training/config/index'
import { type TrainerCommand, TrainerEvent, type TrainJob } from '../../../shared/training/protocol'
import { decodeModel } from '../../detector/modelFile'
import { bundleForTest } from '../testing/bundleForTest'
import { generatedJob, generatePictures, SIDE } from '../testing/generatedPictures'

let folder = ''
let program = ''
let images: TrainJob['images'] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-worker-'))
  program = await bundleForTest(new URL('./index.ts', import.meta.url))
  const generated = generatePictures(8, 2)
  images = await Promise.all(
    generated.images.map(async (image) => {
      const file = join(folder, `Größe ${image.id}.png`)
      await writeFile(file, await toPng(await generated.decode(image.file, SIDE, SIDE)))
      return { ...image, file }
    }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function toPng(rgb: Uint8Array): Promise<Uint8Array> {
  const rgba = new Uint8Array(SIDE * SIDE * 4).fill(255)
  for (let i = 0; i < SIDE * SIDE; i++) rgba.set(rgb.subarray(i * 3, i * 3 + 3), i * 4)
  return Transformer.fromRgbaPixels(rgba, SIDE, SIDE).png()
}

/** The trainer as a process, with everything it said; every message is checked against the protocol. */
class Trainer {
  readonly events: TrainerEvent[] = []
  readonly exited: Promise<number | NodeJS.Signals | null>
  private readonly child: ChildProcess
  private readonly waiting = new Map<TrainerEvent['type'], () => void>()

  constructor() {
    this.child = fork(program, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' })
    this.child.on('message', (raw) => {
      const event = TrainerEvent.parse(raw)
      this.events.push(event)
      this.waiting.get(event.type)?.()
    })
    this.exited = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve(signal ?? code)))
  }
  /** Resolves at the next event of a kind, or when the process is gone. */
  async next(type: TrainerEvent['type']): Promise<void> {
    await Promise.race([new Promise<void>((resolve) => this.waiting.set(type, resolve)), this.exited])
  }
  send(command: TrainerCommand | object): void {
    this.child.send(command)
  }
  kill(): void {
    this.child.kill('SIGKILL')
  }
  /** As where the owner was killed: the channel closes. */
  abandon(): void {
    this.child.disconnect()
  }
  of<T extends TrainerEvent['type']>(type: T) {
    return this.events.filter((event): event is Extract<TrainerEvent, { type: T }> => event.type === type)
  }
}

async function writeJob(
  name: string,
  config: TrainConfigInput,
  change: Partial<TrainJob> = {},
): Promise<string> {
  const runFolder = join(folder, name)
  await mkdir(runFolder, { recursive: true })
  const file = join(runFolder, 'job.json')
  await writeFile(file, JSON.stringify({ ...generatedJob(images, runFolder, config), ...change }))
  return file
}

async function runToEnd(jobFile: string): Promise<Trainer> {
  const trainer = new Trainer()
  trainer.send({ type: 'start', jobFile })
  await trainer.exited
  return trainer
}

describe('the trainer process', { timeout: 60_000 }, () => {
  it('says hello, trains, writes a model and ends', async () => {
    const trainer = await runToEnd(await writeJob('whole', { schedule: { epochs: 2 } }))
    expect(await trainer.exited).toBe(0)
    expect(trainer.events[0]).toMatchObject({
      type: 'hello',
      protocolVersion: 1,
      backend: { name: 'tensorflow' },
    })
    expect(trainer.of('epoch').map(({ report }) => report.epoch)).toEqual([1, 2])
    expect(trainer.events.at(-1)).toMatchObject({
      type: 'done',
      summary: { stoppedBecause: 'finished', steps: 4 },
    })
    const read = (name: string) => readFile(join(folder, 'whole', name))
    const model = decodeModel((await read('model.json')).toString(), await read('model.safetensors'))
    expect(model.manifest.classes).toEqual(['disc', 'square'])
    const lines = (await read('metrics.ndjson')).toString().trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).type)).toEqual([
      'step',
      'step',
      'epoch',
      'step',
      'step',
      'epoch',
    ])
    expect(JSON.parse((await read('config.json')).toString())).toMatchObject({
      trunk: 'tiny',
      input: { size: SIDE },
    })
  })

  it('row 31: ends when its owner was gone before it had begun', { timeout: 60_000 }, async () => {
    const trainer = new Trainer()
    // The channel closes while the program is still being read.
    trainer.abandon()
    expect(await trainer.exited).toBe(1)
    expect(trainer.events).toEqual([])
  })

  it('row 31: ends when its owner is gone, in the middle of a training', async () => {
    const trainer = new Trainer()
    trainer.send({ type: 'start', jobFile: await writeJob('abandoned', { schedule: { epochs: 2000 } }) })
    await trainer.next('step')
    trainer.abandon()
    expect(await trainer.exited).toBe(1)
    expect(trainer.of('done')).toEqual([])
  })

  it('row 31: is killed in the middle and goes on from its checkpoint', async () => {
    const config = { schedule: { epochs: 40 } }
    const jobFile = await writeJob('killed', config)
    const first = new Trainer()
    first.send({ type: 'start', jobFile })
    await first.next('epoch')
    first.send({ type: 'pause' })
    await first.exited
    expect(first.events.at(-1)).toMatchObject({
      type: 'done',
      summary: { stoppedBecause: 'paused', model: null },
    })
    const resumed = await writeJob('killed', config, { resume: true })
    const second = new Trainer()
    second.send({ type: 'start', jobFile: resumed })
    await second.next('epoch')
    second.kill()
    expect(await second.exited).toBe('SIGKILL')
    const third = new Trainer()
    third.send({ type: 'start', jobFile: resumed })
    await third.next('epoch')
    third.send({ type: 'stop' })
    await third.exited
    expect(third.of('resumed')[0]?.step).toBeGreaterThanOrEqual(first.of('checkpoint').at(-1)?.step ?? 1e9)
    expect(third.events.at(-1)).toMatchObject({ summary: { stoppedBecause: 'stopped', model: 'model.json' } })
  })

  it('stops early and says why', async () => {
    const earlyStop = { patience: 2, minDelta: 0.9, minFraction: 0.2 }
    const trainer = await runToEnd(await writeJob('early', { schedule: { epochs: 10, earlyStop } }))
    expect(trainer.events.at(-1)).toMatchObject({
      type: 'done',
      summary: {
        stoppedBecause: 'early-stop',
        stoppedWords: 'AP had not risen for 2 evaluations; best was epoch 1.',
        steps: 6,
        model: 'model.json',
      },
    })
  })

  it('leaves out pictures that cannot be read, and names them', async () => {
    const broken = join(folder, 'broken.png')
    await writeFile(broken, 'no picture')
    const withBroken = [...images, { ...(images[0] as (typeof images)[0]), id: 'x', file: broken }]
    const trainer = await runToEnd(
      await writeJob('broken', { schedule: { epochs: 1 } }, { images: withBroken }),
    )
    expect(trainer.events.at(-1)?.type).toBe('done')
    expect(trainer.of('note').some(({ message }) => message.includes(broken))).toBe(true)
  })

  it.each<[string, string, Partial<TrainJob> | ((images: TrainJob['images']) => Partial<TrainJob>)]>([
    ['no boxes', 'no-boxes', (all) => ({ images: all.map((image) => ({ ...image, boxes: [] })) })],
    ['no pictures', 'too-few-images', { images: [] }],
    [
      'no readable picture',
      'image-unreadable',
      (all) => ({ images: all.map((i) => ({ ...i, file: '/nowhere.png' })) }),
    ],
    ['too few classes', 'config-invalid', { classes: ['disc'] }],
    ['a key that is not known', 'config-invalid', { surprise: 1 } as Partial<TrainJob>],
  ])('refuses a job with %s as %s', async (_, code, change) => {
    const changed = typeof change === 'function' ? change(images) : change
    const trainer = await runToEnd(await writeJob(`refused-${code}`, {}, changed))
    expect(trainer.events.at(-1)).toMatchObject({ type: 'failed', error: { code } })
    expect(await trainer.exited).toBe(1)
  })

  it('names a project whose folder has gone before it read its job', async () => {
    const trainer = await runToEnd(join(folder, 'moved away', 'job.json'))
    expect(trainer.events.at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'project-not-found', hint: expect.stringContaining('resume') },
    })
  })

  it('ends when told to before it was given a job, and says when it is sent nonsense', async () => {
    const trainer = new Trainer()
    trainer.send({ type: 'dance' })
    await trainer.next('note')
    expect(trainer.of('note')[0]?.message).toContain('does not know')
    trainer.send({ type: 'quit' })
    expect(await trainer.exited).toBe(0)
    expect(trainer.events.some((event) => event.type === 'failed')).toBe(false)
  })
})
