import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { READ_AT_ONCE } from '../fs/readRegularFile'
import { hashBytes } from '../images/hash'

export interface ReadPicture {
  /** Where in the space it lies, and its bytes. */
  offset: number
  size: number
  modifiedAt: number
  contentHash: string
}

const FLAGS = READ_AT_ONCE | (constants.O_NOFOLLOW ?? 0)

/** Reads a file whole into a space from an offset on; undefined where it does not fit, is empty, not there or a link. */
export function readPicture(path: string, space: Uint8Array, offset: number): ReadPicture | undefined {
  let file: number | undefined
  try {
    file = openSync(path, FLAGS)
    const stats = fstatSync(file)
    const { size } = stats
    if (!stats.isFile() || size === 0 || size > space.length - offset) return undefined
    if (readSync(file, space, offset, size, 0) !== size) return undefined
    const contentHash = hashBytes(space.subarray(offset, offset + size))
    return { offset, size, modifiedAt: Math.round(stats.mtimeMs), contentHash }
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
