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
  .regex(/^run-\d{4,}$/)
  .brand<'RunId'>()
export type RunId = z.infer<typeof RunId>
/** Counts the committed edits of a project; rises by one with each. */
export const Revision = z.number().int().nonnegative().brand<'Revision'>()
export type Revision = z.infer<typeof Revision>

/** Node and browsers both have Web Crypto; shared code has the types of neither. */
const webCrypto = (globalThis as unknown as { crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } })
  .crypto

const ID_BYTES = 16
/** Random bytes are drawn for many ids at once: asking for sixteen costs more than using them. */
const pool = new Uint8Array(256 * ID_BYTES)
let used = pool.length
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A fresh random id (128 bits, hex). */
export function newId<T extends string>(): T {
  if (used === pool.length) {
    webCrypto.getRandomValues(pool)
    used = 0
  }
  let id = ''
  for (const end = used + ID_BYTES; used < end; used++) id += hex[pool[used] as number]
  return id as T
}
