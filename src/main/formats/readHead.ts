import { readOpened } from '../fs/readRegularFile'

const HEAD_BYTES = 64 * 1024

/** The first 64 KiB of a file as text, enough to tell formats apart; empty where it cannot be read. */
export async function readHead(path: string): Promise<string> {
  const bytes = await readFirstBytes(path, HEAD_BYTES)
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8', isUtf16 ? 2 : 0)
}

/** So many bytes from the start of a file, or all there are; none where it cannot be read. */
export async function readFirstBytes(path: string, most: number): Promise<Buffer> {
  return readOpened(path, ({ size }) => Math.min(size, most)).catch(() => Buffer.alloc(0))
}
