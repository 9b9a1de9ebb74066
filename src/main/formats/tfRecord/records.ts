import { invalid } from '../readText'
import { maskedCrc32c } from './crc32c'

export const HEADER_BYTES = 12
const FOOTER_BYTES = 4

/**
 * A record as TensorFlow frames it: length (uint64), its checksum, the data, its checksum; all little-endian.
 * @see tensorflow/core/lib/io/record_writer.cc
 */
export function frameRecord(data: Uint8Array): Uint8Array {
  const framed = Buffer.alloc(HEADER_BYTES + data.length + FOOTER_BYTES)
  framed.writeBigUInt64LE(BigInt(data.length), 0)
  framed.writeUInt32LE(maskedCrc32c(framed.subarray(0, 8)), 8)
  framed.set(data, HEADER_BYTES)
  framed.writeUInt32LE(maskedCrc32c(data), HEADER_BYTES + data.length)
  return framed
}

/** Whether a record begins here, by the checksum of its length. */
export function beginsWithRecord(head: Buffer): boolean {
  return head.length >= HEADER_BYTES && head.readUInt32LE(8) === maskedCrc32c(head.subarray(0, 8))
}

/** Takes a file of records apart; throws `format-invalid`, with the record's number, where a checksum is wrong. */
export function* readRecords(bytes: Uint8Array, file: string): Generator<Uint8Array> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let number = 0
  for (let at = 0; at < view.length; ) {
    number++
    if (at + HEADER_BYTES > view.length) throw invalid(file, `it is cut off in record ${number}.`)
    if (!beginsWithRecord(view.subarray(at, at + HEADER_BYTES)))
      throw invalid(file, `the length of record ${number} is damaged (checksum).`)
    const length = Number(view.readBigUInt64LE(at))
    const end = at + HEADER_BYTES + length
    if (end + FOOTER_BYTES > view.length) throw invalid(file, `it is cut off in record ${number}.`)
    const data = view.subarray(at + HEADER_BYTES, end)
    if (view.readUInt32LE(end) !== maskedCrc32c(data))
      throw invalid(file, `record ${number} is damaged (checksum).`)
    yield data
    at = end + FOOTER_BYTES
  }
}
