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

/** A fresh random id (128 bits, hex). */
export function newId<T extends string>(): T {
  const bytes = webCrypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') as T
}
