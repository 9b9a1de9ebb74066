import { HeaderError } from '../types'

/** Bounds-checked reads from untrusted bytes: past the end is a broken header, never `undefined` or a RangeError. */
export class ByteReader {
  private readonly view: DataView

  constructor(
    readonly bytes: Uint8Array,
    private readonly what: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.bytes.byteLength
  }

  u8(offset: number): number {
    this.check(offset, 1)
    return this.view.getUint8(offset)
  }

  u16(offset: number, littleEndian = false): number {
    this.check(offset, 2)
    return this.view.getUint16(offset, littleEndian)
  }

  u24le(offset: number): number {
    this.check(offset, 3)
    return this.view.getUint16(offset, true) | (this.view.getUint8(offset + 2) << 16)
  }

  u32(offset: number, littleEndian = false): number {
    this.check(offset, 4)
    return this.view.getUint32(offset, littleEndian)
  }

  i32(offset: number, littleEndian = false): number {
    this.check(offset, 4)
    return this.view.getInt32(offset, littleEndian)
  }

  /** Bytes as Latin-1 text: for four-letter names. */
  text(offset: number, length: number): string {
    this.check(offset, length)
    return String.fromCharCode(...this.bytes.subarray(offset, offset + length))
  }

  private check(offset: number, length: number): void {
    if (offset < 0 || offset + length > this.length)
      throw new HeaderError('image-unreadable', `its ${this.what} header is cut off`)
  }
}
