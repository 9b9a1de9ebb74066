import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../shared/limits'
import { exifOrientation } from './headers/exif'
import { probeImage } from './probe'
import { exifBlock } from './testing/pictures'

/** A JPEG header of one frame and the start of a scan. */
function jpeg(width: number, height: number, frameMarker = 0xc0, components = 3): Uint8Array {
  const frame = [
    0xff,
    frameMarker,
    0,
    8 + 3 * components,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    components,
  ]
  for (let i = 0; i < components; i++) frame.push(i + 1, 0x11, 0)
  return Uint8Array.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 2, 0])
}

function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  bytes.write('IHDR', 12, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.set([8, 2, 0, 0, 0], 24)
  return bytes
}

const code = (bytes: Uint8Array) => {
  const result = probeImage(bytes)
  return result.ok ? 'ok' : result.error.code
}

describe('probeImage', () => {
  it('reads every kind of JPEG frame', () => {
    const frames = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]
    for (const frame of frames)
      expect(probeImage(jpeg(640, 480, frame))).toMatchObject({
        ok: true,
        value: { width: 640, height: 480 },
      })
    expect(code(jpeg(640, 480, 0xc4))).toBe('image-unreadable')
  })

  it('row 17: holds sizes against the limits before anything is decoded', () => {
    expect(code(png(12_000, 9_000))).toBe('ok')
    expect(code(png(limits.maxImageSidePx, 7_000))).toBe('ok')
    expect(code(png(limits.maxImageSidePx + 1, 1))).toBe('image-too-large')
    expect(code(png(12_000, 10_001))).toBe('image-too-large')
    expect(code(png(100_000, 100_000))).toBe('image-too-large')
    expect(code(png(0, 0))).toBe('image-unreadable')
    expect(code(jpeg(640, 0))).toBe('image-unsupported')
  })

  it('names what a file is instead of a picture', () => {
    const message = (text: string) => {
      const result = probeImage(Buffer.from(text, 'latin1'))
      return result.ok ? '' : `${result.error.code}: ${result.error.message}`
    }
    expect(message('')).toBe('image-unreadable: This is an empty file.')
    expect(message('version https://git-lfs.github.com/spec/v1\noid sha256:1')).toContain('Git LFS pointer')
    expect(message('<!DOCTYPE html><html>')).toContain('a web page')
    expect(message('<?xml version="1.0"?><svg>')).toBe(
      'image-unsupported: This is an SVG drawing, which the studio does not read.',
    )
    expect(message('\0\0\0\x20ftypavif')).toContain('an AVIF picture')
    expect(message('BM is how this text begins')).toContain('no picture')
  })

  it('row 17: survives any bytes after any magic number', () => {
    const seed = 20_241_124
    console.info(`probe fuzz seed ${seed}`)
    const magics = [[0xff, 0xd8, 0xff], [...png(1, 1).subarray(0, 16)], [...Buffer.from('RIFF....WEBPVP8X')]]
    magics.push(
      [0x49, 0x49, 0x2a, 0],
      [0x4d, 0x4d, 0, 0x2a],
      [...Buffer.from('GIF89a')],
      [0x42, 0x4d, 1, 0, 0, 0, 0, 0, 0, 0],
    )
    fc.assert(
      fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 200 }), (magic, rest) => {
        const result = probeImage(Uint8Array.from([...magic, ...rest]))
        if (result.ok) {
          expect(result.value.width).toBeGreaterThan(0)
          expect(result.value.width * result.value.height).toBeLessThanOrEqual(limits.maxImagePixels)
        } else expect(result.error.code).toMatch(/^image-/)
      }),
      { seed, numRuns: 5000 },
    )
  })
})

describe('exifOrientation', () => {
  it('reads both byte orders, with and without the block name', () => {
    for (const littleEndian of [true, false]) {
      const block = exifBlock(6, littleEndian)
      expect(exifOrientation(block)).toBe(6)
      expect(exifOrientation(Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]))).toBe(6)
    }
  })

  it('takes illegal values, foreign bytes and far offsets as upright', () => {
    const far = exifBlock(6)
    far.set([0xff, 0xff, 0xff, 0x7f], 4)
    for (const block of [
      exifBlock(0),
      exifBlock(9),
      exifBlock(65535),
      far,
      new Uint8Array(0),
      new Uint8Array(40),
    ])
      expect(exifOrientation(block)).toBe(1)
  })
})
