import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orientedJpeg } from '../images/testing/pictures'
import { bundleForTest } from '../trainer/testing/bundleForTest'
import { lookAtAll } from './lookAtAll'
import { lookAtPicture } from './lookAtPicture'
import { openReadThread } from './readThread'
import type { PictureFacts, PicturePlace } from './types'

const NUM_PICTURES = 700
let entry: URL
let root: string
let places: PicturePlace[]
let expected: (PictureFacts | null)[]

beforeAll(async () => {
  entry = pathToFileURL(await bundleForTest(new URL('./readWorker.ts', import.meta.url)))
  root = mkdtempSync(join(tmpdir(), 'focal-look-all-'))
  const jpeg = await orientedJpeg(6)
  places = Array.from({ length: NUM_PICTURES }, (_, i) => ({ root, relativePath: `${i}.jpg` }))
  // Every seventh is no picture, some are too large to be read at once, one is not there, one leads out.
  for (let i = 0; i < NUM_PICTURES; i++)
    writeFileSync(
      join(root, `${i}.jpg`),
      i % 7 === 3 ? `text ${i}` : Buffer.concat([jpeg, Buffer.alloc(i % 50 === 0 ? 100_000 : 8, i)]),
    )
  rmSync(join(root, '5.jpg'))
  places[6] = { root, relativePath: '../6.jpg' }
  expected = []
  for (const place of places) expected.push(await lookAtPicture(place))
}, 60_000)
afterAll(async () => {
  await rm(dirname(entry.pathname), { recursive: true })
  rmSync(root, { recursive: true })
})

async function lookWith(thread: URL, signal?: AbortSignal) {
  const [seen, order, progress]: [unknown[], number[], number[]] = [[], [], []]
  const take = (facts: unknown, at: number) => {
    seen.push(facts)
    order.push(at)
  }
  const onProgress = (done: number, total: number) => {
    expect(total).toBe(NUM_PICTURES)
    progress.push(done)
  }
  await lookAtAll(places, { onProgress, ...(signal !== undefined && { signal }) }, take, thread)
  return { seen, order, progress }
}

const program = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`)
const inOrder = Array.from({ length: NUM_PICTURES }, (_, i) => i)

describe('looking at many pictures', () => {
  it('sees on two threads what one sees, hands it on in order, and says how far it is', async () => {
    expect(expected.filter((facts) => facts?.problem === null)).toHaveLength(NUM_PICTURES - 100 - 2)
    expect(await lookWith(entry)).toEqual({
      seen: expected,
      order: inOrder,
      progress: inOrder.map((at) => at + 1),
    })
  })

  it('has the second thread read what fits into the space it is lent', async () => {
    const thread = openReadThread(entry)
    const names = ['0.jpg', '1.jpg', '2.jpg', '5.jpg', '3.jpg']
    const [first, second, third, , fifth] = names.map((name) =>
      statSync(join(root, name), { throwIfNoEntry: false }),
    )
    // 0.jpg has over 100,000 bytes.
    const space = new ArrayBuffer(50_000)
    const answer = await thread.read({ space, paths: names.map((name) => join(root, name)) })
    const [sizeOne, sizeTwo] = [second?.size ?? 0, third?.size ?? 0]
    expect(first?.size).toBeGreaterThan(100_000)
    expect(answer?.read.map((read) => read && [read.offset, read.size])).toEqual([
      undefined,
      [0, sizeOne],
      [sizeOne, sizeTwo],
      undefined,
      [sizeOne + sizeTwo, fifth?.size],
    ])
    const bytes = Buffer.from(answer?.space ?? new ArrayBuffer(0), sizeOne, sizeTwo)
    expect(bytes.equals(readFileSync(join(root, '2.jpg')))).toBe(true)
    expect(answer?.read[2]?.contentHash).toBe(createHash('sha256').update(bytes).digest('hex'))
    thread.close()
    expect(await thread.read({ space: new ArrayBuffer(1), paths: [] })).toBeUndefined()
  })

  it.each([
    ['does not come up', new URL('file:///nowhere/read.js')],
    ['fails at its start', program('throw new Error("no")')],
    [
      'dies over a question',
      program(`
        import { parentPort } from 'node:worker_threads'
        import { createRequire } from 'node:module'
        let asked = 0
        parentPort.on('message', () => { if (++asked === 2) process.exit(1) })`),
    ],
  ])('misses nothing where the thread %s', async (_, thread) => {
    const { seen, order } = await lookWith(thread)
    expect(seen).toEqual(expected)
    expect(order).toEqual(inOrder)
  })

  it('ends when it is called off, also while the thread is silent', async () => {
    const silent = program(
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {})`,
    )
    const control = new AbortController()
    const looking = lookWith(silent, control.signal)
    setTimeout(() => control.abort(new Error('called off')), 300)
    await expect(looking).rejects.toThrow('called off')
  })
})
