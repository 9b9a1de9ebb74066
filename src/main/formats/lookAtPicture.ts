import { join, posix } from 'node:path'
import { confineSync } from '../fs/confine'
import { inspectBytes, inspectImage } from '../images/inspect'
import { type ReadPicture, readPicture } from './readPicture'
import type { PictureFacts, PicturePlace } from './types'

/** Small files cost more to ask for than to read: asked at once they take a few microseconds, in turn a hundred. */
const AT_ONCE_BYTES = 64 * 1024
/** The loop comes free after so many, for other calls and for cancelling. */
const PICTURES_IN_A_ROW = 32
let inARow = 0
/** What pictures are read into, one after the other: as many as are looked at at a time. */
const spare: Uint8Array[] = []
let folders: FolderPlaces = new Map()

/** Where the folders of pictures really lie: asked once a folder, by whoever soon forgets it again. */
export type FolderPlaces = Map<string, string>

/** Looks at a found picture; null where it no longer lies in its folder: a link may have taken its place since. */
export async function lookAtPicture(place: PicturePlace): Promise<PictureFacts | null> {
  if (++inARow % PICTURES_IN_A_ROW === 0) {
    await new Promise(setImmediate)
    folders = new Map()
  }
  try {
    return (await lookAtOnce(place)) ?? (await inspectImage(confineSync(place.root, place.relativePath)))
  } catch {
    // Confining refuses, inspecting never throws.
    return null
  }
}

/** What was read of a picture elsewhere, looked at. */
export function lookAtRead(space: Uint8Array, read: ReadPicture): Promise<PictureFacts> {
  const { offset, size, modifiedAt, contentHash } = read
  return inspectBytes(space.subarray(offset, offset + size), modifiedAt, contentHash)
}

/** undefined where the file is not small, not there or a link: then the long way finds the words for it. */
async function lookAtOnce(place: PicturePlace): Promise<PictureFacts | undefined> {
  const space = spare.pop() ?? Buffer.allocUnsafeSlow(AT_ONCE_BYTES)
  try {
    const read = readPicture(fileOf(place, folders), space, 0)
    return read === undefined ? undefined : await lookAtRead(space, read)
  } finally {
    spare.push(space)
  }
}

/**
 * Its folder confined, its own name as it is: to be opened without following a link. Windows has no such way to open.
 * Throws what `confineSync` does.
 */
export function fileOf({ root, relativePath }: PicturePlace, folders: FolderPlaces): string {
  const slash = relativePath.lastIndexOf('/')
  if (process.platform === 'win32') return confineSync(root, relativePath)
  const key = `${root}\0${relativePath.slice(0, slash + 1)}`
  let folder = folders.get(key)
  if (folder === undefined) {
    folder = confineSync(root, slash === -1 ? '.' : relativePath.slice(0, slash))
    folders.set(key, folder)
  }
  return join(folder, posix.basename(relativePath))
}
