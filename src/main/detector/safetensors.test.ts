import { describe, expect, it } from 'vitest'
import { readSafetensors, writeSafetensors } from './safetensors'

/** A file as its format describes it, written by hand. */
function file(header: unknown, data: readonly number[] | Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}

const half = (shape: number[], begin: number, end: number) => ({
  dtype: 'F16',
  shape,
  data_offsets: [begin, end],
})

describe('readSafetensors', () => {
  it('reads half floats: 1, -2, the smallest subnormal, infinity', () => {
    const bytes = [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0x00, 0x7c]
    const { tensors, metadata } = readSafetensors(
      file({ __metadata__: { who: 'me' }, a: half([2, 2], 0, 8) }, bytes),
    )
    expect(metadata).toEqual({ who: 'me' })
    expect(tensors.get('a')).toEqual({
      shape: [2, 2],
      values: Float32Array.of(1, -2, 2 ** -24, Number.POSITIVE_INFINITY),
    })
  })

  it('reads back what it wrote, names of any kind included', () => {
    const tensors = new Map([
      ['__proto__', { shape: [2], values: Float32Array.of(0.1, -3) }],
      ['b', { shape: [1, 2, 1], values: Float32Array.of(1e-30, 5) }],
      ['none', { shape: [0], values: new Float32Array(0) }],
    ])
    expect(readSafetensors(writeSafetensors({ metadata: { x: 'y' }, tensors }))).toEqual({
      metadata: { x: 'y' },
      tensors,
    })
  })

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a header longer than the file', file({}, []).fill(0xff, 0, 4)],
    ['a header that is not JSON', file('{', [])],
    ['a header that is a list', file([], [])],
    ['a shape that does not fit its bytes', file({ a: half([3], 0, 4) }, [0, 0, 0, 0])],
    ['a shape too large to multiply', file({ a: half([2 ** 40, 2 ** 40], 0, 4) }, [0, 0, 0, 0])],
    ['a negative size', file({ a: half([-2], 0, 4) }, [0, 0, 0, 0])],
    ['bytes beyond the end', file({ a: half([4], 0, 8) }, [0, 0, 0, 0])],
    ['overlapping tensors', file({ a: half([2], 0, 4), b: half([2], 2, 6) }, [0, 0, 0, 0, 0, 0])],
    ['a hole', file({ a: half([1], 2, 4) }, [0, 0, 0, 0])],
    ['bytes that belong to nothing', file({ a: half([1], 0, 2) }, [0, 0, 0])],
    [
      'a type that is not read',
      file({ a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, new Array(8).fill(0)),
    ],
  ])('row 20: refuses %s', (_, bytes) => {
    expect(() => readSafetensors(bytes)).toThrow(expect.objectContaining({ code: 'model-invalid' }))
  })

  it('row 20: tensors that all lie at one place are refused before any is read', () => {
    const data = new Uint8Array(8 * 2 ** 20)
    const tensor = { dtype: 'F32', shape: [data.length / 4], data_offsets: [0, data.length] }
    const names = Array.from({ length: 100 }, (_, i) => [`t${i}`, tensor])
    const bytes = file(Object.fromEntries(names), data)
    const before = process.memoryUsage().arrayBuffers
    expect(() => readSafetensors(bytes)).toThrow(expect.objectContaining({ code: 'model-invalid' }))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20)
  })
})
