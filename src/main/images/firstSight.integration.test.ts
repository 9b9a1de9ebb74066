import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { firstLook, keptFirstSight, makeFirstSight } from './firstSight'
import { hashBytes } from './hash'
import { probeImage, readProbed } from './probe'
import { orientedJpeg } from './testing/pictures'
import { thumbnail } from './thumbnail'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-first-'))
})
// What is kept is written behind, and may come while its folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

const flat = (width: number, height: number) =>
  Transformer.fromRgbaPixels(new Uint8Array(4 * width * height).fill(200), width, height).jpeg(80)

/** The same with an EXIF flag that has it turned by a quarter. */
async function turned(width: number, height: number): Promise<Uint8Array> {
  const plain = Buffer.from(await flat(width, height))
  const exif = Buffer.from(
    'ffe1002245786966000049492a00080000000100120103000100000006000000000000000000',
    'hex',
  )
  return Buffer.concat([plain.subarray(0, 2), exif.subarray(0, 36), plain.subarray(2)])
}

async function request(name: string, bytes: Uint8Array) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  // Pictures are older than what is kept of them.
  await utimes(path, new Date(2025, 1, 1), new Date(2025, 1, 1))
  return { path, contentHash: hashBytes(bytes), cacheFolder: join(folder, 'cache') }
}

async function firstSight(asked: Awaited<ReturnType<typeof request>>) {
  const file = await readProbed(asked.path)
  if (!file.ok) throw new Error(file.error.message)
  return makeFirstSight(asked, file.value)
}

const sizeOf = (bytes: Uint8Array) => {
  const probed = probeImage(bytes)
  return probed.ok ? [probed.value.width, probed.value.height] : null
}

/** It is written behind. */
const whenKept = (asked: Awaited<ReturnType<typeof request>>) => vi.waitUntil(() => keptFirstSight(asked))

describe('what a canvas shows first', () => {
  it('of a large picture: its file the first time, and what its thumbnail left from then on', async () => {
    const bytes = await flat(2500, 1800)
    const asked = await request('large.jpg', bytes)
    const before = await firstLook(asked)
    expect(before.ok && [before.value.isReduced, sizeOf(before.value.bytes)]).toEqual([
      undefined,
      [2500, 1800],
    ])
    expect((await thumbnail(asked)).ok).toBe(true)
    await whenKept(asked)
    const after = await firstLook(asked)
    expect(after.ok && [after.value.isReduced, sizeOf(after.value.bytes)]).toEqual([true, [1600, 1152]])
  })

  it('of an ordinary one: its file, always', async () => {
    const asked = await request('small.jpg', await flat(2000, 1500))
    await thumbnail(asked)
    const look = await firstLook(asked)
    expect(look.ok && sizeOf(look.value.bytes)).toEqual([2000, 1500])
    expect(await keptFirstSight(asked)).toBeNull()
  })

  it('of a large one that has to be turned: a first sight at once', async () => {
    const bytes = await turned(2500, 1800)
    const asked = await request('turned.jpg', bytes)
    expect(sizeOf(bytes)).toEqual([1800, 2500])
    const look = await firstLook(asked)
    expect(look.ok && [look.value.isReduced, sizeOf(look.value.bytes)]).toEqual([true, [1152, 1600]])
  })

  it('is not what was kept, where the file is gone or newer', async () => {
    const asked = await request('large.jpg', await flat(2500, 1800))
    await firstSight(asked)
    await whenKept(asked)
    await utimes(asked.path, new Date(), new Date(Date.now() + 60_000))
    expect(await keptFirstSight(asked)).toBeNull()
    await rm(asked.path)
    expect(await keptFirstSight(asked)).toBeNull()
    const look = await firstLook(asked)
    expect(look.ok ? null : look.error.code).toBe('image-missing')
  })

  it('of a large one that is cut off: its file, for what the page can show of it', async () => {
    const bytes = (await flat(8000, 5100)).subarray(0, 30_000)
    const asked = await request('torn.jpg', bytes)
    const look = await firstLook(asked)
    expect(look.ok && look.value.bytes.length).toBe(30_000)
  })

  it('is made once for all who ask for it at the same time', async () => {
    const asked = await request('turned.jpg', await turned(2500, 1800))
    const [one, other] = await Promise.all([firstSight(asked), firstSight(asked)])
    expect(one).toBe(other)
    await whenKept(asked)
    expect(await readdir(join(asked.cacheFolder, 'first'))).toEqual([`${asked.contentHash}.jpg`])
  })

  it('does without a cache that cannot be written', async () => {
    const asked = await request('turned.jpg', await orientedJpeg(6))
    await writeFile(join(folder, 'cache'), 'a file')
    expect((await firstSight(asked)).ok).toBe(true)
    expect((await firstLook(asked)).ok).toBe(true)
  })
})
