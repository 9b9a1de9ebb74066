import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { framesEstimate } from '../../shared/video/schema'
import { video } from '../project/grouping/video'
import { findFfmpeg } from './ffmpeg'
import { safeName, takeFrames } from './takeFrames'
import { writeFakeFfmpeg } from './testing/fakeFfmpeg'
import { parseVideoInfo, readVideoInfo } from './videoInfo'

const picture = resolve(import.meta.dirname, '../../../fixtures/coco-detector/picture.png')
/** Named to hurt whoever builds a command line of it. */
const HOSTILE = `-y $(touch gone) "%d; é.mp4`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-video-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pictures = (from: string) => readdirSync(from).filter((name) => name.endsWith('.jpg'))

describe.skipIf(process.platform === 'win32')('takeFrames', () => {
  const clip = () => {
    const path = join(folder, HOSTILE)
    writeFileSync(path, 'a clip')
    return path
  }
  const range = { rate: 2, fromSeconds: 1, toSeconds: 6 }
  const size = { width: 64, height: 48 }
  const calls = () =>
    readFileSync(join(folder, 'bin', 'calls.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[])

  it('takes the frames of a range, whatever the file is called, and one group holds them', async () => {
    const ffmpeg = writeFakeFfmpeg(join(folder, 'bin'), picture)
    const path = clip()
    const seen: number[] = []
    const into = await takeFrames(range, {
      ffmpeg,
      path,
      size,
      into: join(folder, 'frames'),
      onProgress: (done) => seen.push(done),
    })
    expect(pictures(into)).toHaveLength(10)
    const [first] = calls()
    expect(first).toContain(`file:${path}`)
    // A list of other files is no container, and nothing but files is read.
    expect(first[first.indexOf('-format_whitelist') + 1]).not.toMatch(/dash|hls|concat/)
    expect(first[first.indexOf('-protocol_whitelist') + 1]).toBe('file')
    expect(readdirSync(folder).sort()).toEqual([HOSTILE, 'bin', 'frames'].sort())
    expect(new Set(pictures(into).map((name) => video.key(`frames/${name}`))).size).toBe(1)
    expect(seen.at(-1)).toBe(10)
    // Asked again for the same, it has nothing to do.
    await takeFrames(range, { ffmpeg, path, size, into: join(folder, 'frames') })
    expect(calls()).toHaveLength(1)
  })

  it('goes on where it was cancelled', async () => {
    const path = clip()
    const options = { path, size, into: join(folder, 'frames') }
    const controller = new AbortController()
    const slow = writeFakeFfmpeg(join(folder, 'bin'), picture, 20)
    await expect(
      takeFrames(range, {
        ...options,
        ffmpeg: slow,
        signal: controller.signal,
        onProgress: (done) => done >= 4 && controller.abort(),
      }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    const ffmpeg = writeFakeFfmpeg(join(folder, 'bin'), picture)
    const into = await takeFrames(range, { ...options, ffmpeg })
    expect(pictures(into)).toHaveLength(10)
    const second = calls()[1]
    const first = Number(second[second.indexOf('-start_number') + 1])
    expect(first).toBeGreaterThan(1)
    expect(Number(second[second.indexOf('-ss') + 1])).toBeCloseTo(1 + (first - 1) / 2, 3)
  })
})

const ffmpeg = findFfmpeg()
if (ffmpeg === null)
  console.warn('SKIPPED: there is no ffmpeg on this machine; the fake one alone was tested.')
describe.skipIf(ffmpeg === null)('a real ffmpeg', () => {
  it('takes the frames that were asked for', { timeout: 60_000 }, async () => {
    const path = join(folder, HOSTILE)
    const made = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=3', `file:${path}`]
    execFileSync(ffmpeg as string, ['-loglevel', 'error', ...made])
    const info = await readVideoInfo(ffmpeg as string, path)
    expect(info).toMatchObject({ fps: 10, width: 64, height: 48 })
    const range = { rate: 2, fromSeconds: 0, toSeconds: 2 }
    const into = await takeFrames(range, { ffmpeg: ffmpeg as string, path, size: info, into: folder })
    expect(pictures(into)).toHaveLength(4)
  })

  it('row 15: reads no other file that a "video" names', { timeout: 60_000 }, async () => {
    const other = join(folder, 'other.mp4')
    const made = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=3', `file:${other}`]
    execFileSync(ffmpeg as string, ['-loglevel', 'error', ...made])
    const dash = `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT3S"><Period><AdaptationSet><Representation id="1" mimeType="video/mp4" codecs="avc1" width="64" height="48" bandwidth="1"><BaseURL>${other}</BaseURL></Representation></AdaptationSet></Period></MPD>`
    const hls = `#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n${other}\n#EXT-X-ENDLIST\n`
    for (const [name, text] of [
      ['dash.mp4', dash],
      ['hls.m3u8', hls],
      ['list.mp4', `ffconcat version 1.0\nfile ${other}\n`],
    ] as const) {
      writeFileSync(join(folder, name), text)
      await expect(readVideoInfo(ffmpeg as string, join(folder, name)), name).rejects.toMatchObject({
        code: 'format-invalid',
      })
    }
  })
})

describe('names and numbers', () => {
  it('leaves nothing in a name that means something elsewhere', () => {
    expect(['/a/é 100% (1).mp4', '/a/....mov', '/a/-i.mp4', '/a/影片.mp4'].map(safeName)).toEqual([
      'e-100-1',
      'video',
      'i',
      'video',
    ])
  })

  it('says how many frames come and about how large they are', () => {
    const size = { width: 1920, height: 1080 }
    expect(framesEstimate(size, { rate: 0.5, fromSeconds: 0, toSeconds: 60 })).toEqual({
      frames: 30,
      bytes: 15_552_000,
    })
  })

  it('reads what ffmpeg says of a file', () => {
    const text =
      '  Duration: 01:02:03.50, start: 0\n  Stream #0:0[0x1](und): Video: h264, yuv420p(tv), 1920x1080 [SAR 1:1], 29.97 fps, 30 tbr'
    expect(parseVideoInfo(text)).toEqual({ seconds: 3723.5, fps: 29.97, width: 1920, height: 1080 })
    expect(parseVideoInfo('Invalid data found')).toBeNull()
    for (const turned of [
      'displaymatrix: rotation of -90.00 degrees',
      'Display Matrix: rotation of 90.00 degrees',
    ])
      expect(parseVideoInfo(`${text}\n      ${turned}`)).toMatchObject({ width: 1080, height: 1920 })
    expect(parseVideoInfo(`${text}\n displaymatrix: rotation of -180.00 degrees`)).toMatchObject({
      width: 1920,
    })
  })
})

describe('findFfmpeg', () => {
  it('looks on the PATH alone', () => {
    expect(findFfmpeg({ PATH: '' })).toBeNull()
  })
})
