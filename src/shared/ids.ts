import { z } from 'zod'

const id = <B extends string>(_brand: B) =>
  z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .brand<B>()

export const ImageId = id('ImageId')
export type ImageId = z.infer<typeof ImageId>
export const BoxId = id('BoxId')
export type BoxId = z.infer<typeof BoxId>
export const ClassId = id('ClassId')
export type ClassId = z.infer<typeof ClassId>
export const MarkId = id('MarkId')
export type MarkId = z.infer<typeof MarkId>
export const ProposalId = id('ProposalId')
export type ProposalId = z.infer<typeof ProposalId>
export const RootId = id('RootId')
export type RootId = z.infer<typeof RootId>
export const ProjectId = id('ProjectId')
export type ProjectId = z.infer<typeof ProjectId>
/** Runs are folders the user sees, so their ids can be read aloud: `run-0001`. */
export const RunId = z
  .string()
  .regex(/^run-\d{4,12}$/)
  .brand<'RunId'>()
export type RunId = z.infer<typeof RunId>
/** Counts the committed edits of a project; rises by one with each. */
export const Revision = z.number().int().nonnegative().brand<'Revision'>()
export type Revision = z.infer<typeof Revision>

/** Node and browsers both have Web Crypto; shared code has the types of neither. */
const webCrypto = (
  globalThis as unknown as { crypto: { getRandomValues<T extends Uint8Array | Uint32Array>(values: T): T } }
).crypto

const ID_BYTES = 16
/** Random bytes are drawn, and written as text, for many ids at once: both cost more to ask for than to do. */
const IDS_AT_ONCE = 256
let pool = ''
const digits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

/** A fresh random id (128 bits, hex). */
export function newId<T extends string>(): T {
  if (pool === '') pool = hexOf(webCrypto.getRandomValues(new Uint8Array(IDS_AT_ONCE * ID_BYTES)))
  const id = pool.slice(0, 2 * ID_BYTES)
  pool = pool.slice(2 * ID_BYTES)
  return id as T
}

/** Fresh random ids, ascending: rows that come in their order are written to an index in one sweep. */
export function newIds<T extends string>(count: number): T[] {
  const heads = new Uint32Array(count)
  for (let at = 0; at < count; at += HEADS_AT_ONCE)
    webCrypto.getRandomValues(heads.subarray(at, at + HEADS_AT_ONCE))
  // Only their first four bytes are sorted, as numbers: a twentieth of the time, and two of the same are a rarity.
  heads.sort()
  const ids: T[] = []
  for (let from = 0; from < count; from += IDS_AT_ONCE) {
    const some = heads.subarray(from, from + IDS_AT_ONCE)
    const bytes = webCrypto.getRandomValues(new Uint8Array(some.length * ID_BYTES))
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < some.length; i++) view.setUint32(i * ID_BYTES, some[i] as number)
    const text = hexOf(bytes)
    for (let at = 0; at < text.length; at += 2 * ID_BYTES) ids.push(text.slice(at, at + 2 * ID_BYTES) as T)
  }
  return ids
}

/** What random numbers can be asked for at once: 64 KiB. */
const HEADS_AT_ONCE = 16 * 1024

function hexOf(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    codes[2 * i] = digits[byte >> 4] as number
    codes[2 * i + 1] = digits[byte & 15] as number
  }
  // Spread, they would be counted one by one into a list first.
  return String.fromCharCode.apply(null, codes as unknown as number[])
}
