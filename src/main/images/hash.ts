import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** SHA-256 of a file as hex, read in pieces; rejects with the system's error where it cannot be read. */
export async function hashFile(path: string): Promise<string> {
  const hashing = createHash('sha256')
  await pipeline(createReadStream(path), hashing)
  return hashing.digest('hex')
}

/** SHA-256 of bytes as hex. */
export function hashBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}
