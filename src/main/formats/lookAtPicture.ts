import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { confineSync } from '../fs/confine'
import { type Inspection, inspectBytes, inspectImage } from '../images/inspect'
import type { PictureFacts } from './types'

/** Small files cost more to ask for than to read: asked at once they take a few microseconds, in turn a hundred. */
const AT_ONCE_BYTES = 64 * 1024
/** The loop comes free after so many, for other calls and for cancelling. */
const PICTURES_IN_A_ROW = 32
let inARow = 0

/** Looks at a found picture; null where it no longer lies in its folder: a link may have taken its place since. */
export async function lookAtPicture(place: {
  root: string
  relativePath: string
}): Promise<PictureFacts | null> {
  if (++inARow % PICTURES_IN_A_ROW === 0) await new Promise(setImmediate)
  let path: string
  try {
    path = confineSync(place.root, place.relativePath)
  } catch {
    return null
  }
  return (await inspectSmall(path)) ?? inspectImage(path)
}

/** undefined where the file is not small, or not there: then the long way finds the words for it. */
async function inspectSmall(path: string): Promise<Inspection | undefined> {
  const read = readSmall(path)
  return read === undefined ? undefined : inspectBytes(read.bytes, read.modifiedAt)
}

function readSmall(path: string): { bytes: Uint8Array; modifiedAt: number } | undefined {
  let file: number | undefined
  try {
    // Before opening: a pipe or a device would hang there.
    const stats = statSync(path)
    const { size, mtimeMs } = stats
    if (!stats.isFile() || size === 0 || size > AT_ONCE_BYTES) return undefined
    file = openSync(path, 'r')
    const bytes = Buffer.allocUnsafeSlow(size)
    return readSync(file, bytes, 0, size, 0) === size ? { bytes, modifiedAt: Math.round(mtimeMs) } : undefined
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
