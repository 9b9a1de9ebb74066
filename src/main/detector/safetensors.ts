import { StudioError } from '../../shared/result'

/** A named array of numbers; float32 in memory whatever the file holds. */
export interface NamedTensor {
  shape: readonly number[]
  values: Float32Array
}

export interface TensorFile {
  metadata: Record<string, string>
  tensors: Map<string, NamedTensor>
}

/** A header may not be larger than this: the ones we know take a few kilobytes. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024
const MAX_DIMENSIONS = 8
const bytesPerNumber = { F32: 4, F16: 2 } as const
type NumberType = keyof typeof bytesPerNumber

/**
 * Reads the safetensors format (github.com/huggingface/safetensors): 8 bytes header length, JSON header, numbers.
 * Every length is checked before anything is allocated. Throws `model-invalid` with the reason.
 */
export function readSafetensors(file: Uint8Array): TensorFile {
  const { header, data } = splitHeader(file)
  const metadata: Record<string, string> = {}
  const tensors = new Map<string, NamedTensor>()
  const entries: ({ name: string } & ReturnType<typeof checkEntry>)[] = []
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      for (const [key, value] of Object.entries(record(entry, name))) metadata[key] = String(value)
      continue
    }
    entries.push({ name, ...checkEntry(name, entry, data.byteLength) })
  }
  checkSpans(
    entries.map(({ begin, end }) => [begin, end]),
    data.byteLength,
  )
  for (const { name, type, shape, begin, end } of entries)
    tensors.set(name, { shape, values: decode(data.subarray(begin, end), type) })
  return { metadata, tensors }
}

/** Writes float32 tensors in the safetensors format; names in the order given. */
export function writeSafetensors({ metadata, tensors }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = Object.create(null)
  header.__metadata__ = metadata
  let offset = 0
  for (const [name, tensor] of tensors) {
    const bytes = tensor.values.byteLength
    header[name] = { dtype: 'F32', shape: tensor.shape, data_offsets: [offset, offset + bytes] }
    offset += bytes
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const padded = Math.ceil(json.length / 8) * 8
  const file = new Uint8Array(8 + padded + offset).fill(0x20, 8, 8 + padded)
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true)
  file.set(json, 8)
  let at = 8 + padded
  for (const { values } of tensors.values()) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  return file
}

function splitHeader(file: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (file.byteLength < 8) throw invalid('it is shorter than its own header')
  const length = Number(new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true))
  if (length > MAX_HEADER_BYTES || 8 + length > file.byteLength)
    throw invalid('its header is longer than the file')
  try {
    const header = record(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))), 'header')
    return { header, data: file.subarray(8 + length) }
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    throw invalid('its header is not JSON')
  }
}

function checkEntry(name: string, entry: unknown, dataBytes: number) {
  const { dtype, shape, data_offsets: offsets } = record(entry, name)
  if (dtype !== 'F32' && dtype !== 'F16')
    throw invalid(`${name} holds ${String(dtype)}, only F32 and F16 are read`)
  const type: NumberType = dtype
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
  if (!Array.isArray(shape) || shape.length > MAX_DIMENSIONS || !shape.every(isCount)) {
    throw invalid(`the shape of ${name} is not a list of counts`)
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw invalid(`the place of ${name} is not a pair of counts`)
  }
  const [begin, end] = offsets as [number, number]
  const bytes = shape.reduce((product: number, size: number) => product * size, bytesPerNumber[type])
  if (begin > end || end > dataBytes || end - begin !== bytes) {
    throw invalid(`${name} should take ${bytes} bytes, its place has ${end - begin}`)
  }
  return { type, shape: shape as number[], begin, end }
}

/** Tensors must follow each other without holes or overlaps up to the end of the file. */
function checkSpans(spans: [number, number][], dataBytes: number): void {
  let at = 0
  for (const [begin, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (begin !== at) throw invalid('its tensors overlap or leave holes')
    at = end
  }
  if (at !== dataBytes) throw invalid('bytes follow the last tensor')
}

function decode(bytes: Uint8Array, type: NumberType): Float32Array {
  // A copy by value: slice() of a Node Buffer would be a view of the whole file.
  if (type === 'F32') return new Float32Array(new Uint8Array(bytes).buffer)
  const table = halfTable()
  const values = new Float32Array(bytes.byteLength / 2)
  for (let i = 0; i < values.length; i++) values[i] = table[bytes[2 * i] | (bytes[2 * i + 1] << 8)]
  return values
}

let halves: Float32Array | null = null

/** Every half there is: looking four million of them up takes a hundredth of the time of working them out. */
function halfTable(): Float32Array {
  halves ??= Float32Array.from({ length: 1 << 16 }, (_, bits) => halfToFloat(bits))
  return halves
}

/** IEEE 754 half precision: 1 sign, 5 exponent, 10 fraction bits. */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(`${name} is not an object`)
  return value as Record<string, unknown>
}

function invalid(reason: string): StudioError {
  return new StudioError(
    'model-invalid',
    `The model file cannot be read: ${reason}.`,
    'Take the file again from where it came from.',
  )
}
