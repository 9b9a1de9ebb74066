import { open } from 'node:fs/promises'

const HEAD_BYTES = 64 * 1024

/** The first 64 KiB of a file as text, enough to tell formats apart; empty where it cannot be read. */
export async function readHead(path: string): Promise<string> {
  try {
    const file = await open(path, 'r')
    try {
      const buffer = Buffer.alloc(HEAD_BYTES)
      const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0)
      const isUtf16 = buffer[0] === 0xff && buffer[1] === 0xfe
      return buffer.toString(isUtf16 ? 'utf16le' : 'utf8', isUtf16 ? 2 : 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch {
    return ''
  }
}
