import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join, posix } from 'node:path'
import { confineSync } from '../fs/confine'
import { type Inspection, inspectBytes, inspectImage } from '../images/inspect'
import type { PictureFacts, PicturePlace } from './types'

/** Small files cost more to ask for than to read: asked at once they take a few microseconds, in turn a hundred. */
const AT_ONCE_BYTES = 64 * 1024
/** The loop comes free after so many, for other calls and for cancelling. */
const PICTURES_IN_A_ROW = 32
let inARow = 0
/** What pictures are read into, one after the other: as many as are looked at at a time. */
const spare: Buffer[] = []
/** Where the folders of these pictures really lie: asked once a folder until the loop comes free. */
const places = new Map<string, string>()

/** Looks at a found picture; null where it no longer lies in its folder: a link may have taken its place since. */
export async function lookAtPicture(place: PicturePlace): Promise<PictureFacts | null> {
  if (++inARow % PICTURES_IN_A_ROW === 0) {
    await new Promise(setImmediate)
    places.clear()
  }
  try {
    return (await inspectSmall(place)) ?? (await inspectImage(confineSync(place.root, place.relativePath)))
  } catch {
    // Confining refuses, inspecting never throws.
    return null
  }
}

/** undefined where the file is not small, not there or a link: then the long way finds the words for it. */
async function inspectSmall(place: PicturePlace): Promise<Inspection | undefined> {
  const space = spare.pop() ?? Buffer.allocUnsafeSlow(AT_ONCE_BYTES)
  try {
    const read = readSmall(fileOf(place), space)
    return read === undefined ? undefined : await inspectBytes(read.bytes, read.modifiedAt)
  } finally {
    spare.push(space)
  }
}

/** Its folder confined, its own name as it is: opened without following a link. Windows has no such way to open. */
function fileOf({ root, relativePath }: PicturePlace): string {
  const slash = relativePath.lastIndexOf('/')
  if (process.platform === 'win32') return confineSync(root, relativePath)
  const key = `${root}\0${relativePath.slice(0, slash + 1)}`
  let folder = places.get(key)
  if (folder === undefined) {
    folder = confineSync(root, slash === -1 ? '.' : relativePath.slice(0, slash))
    places.set(key, folder)
  }
  return join(folder, posix.basename(relativePath))
}

/** Neither follows a link nor waits for a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

function readSmall(path: string, space: Buffer): { bytes: Uint8Array; modifiedAt: number } | undefined {
  let file: number | undefined
  try {
    file = openSync(path, FLAGS)
    const stats = fstatSync(file)
    const { size, mtimeMs } = stats
    if (!stats.isFile() || size === 0 || size > AT_ONCE_BYTES) return undefined
    if (readSync(file, space, 0, size, 0) !== size) return undefined
    return { bytes: space.subarray(0, size), modifiedAt: Math.round(mtimeMs) }
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
