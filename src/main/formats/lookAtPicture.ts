import { confine } from '../fs/confine'
import { inspectImage } from '../images/inspect'
import type { PictureFacts } from './types'

/** Looks at a found picture; null where it no longer lies in its folder: a link may have taken its place since. */
export async function lookAtPicture(place: {
  root: string
  relativePath: string
}): Promise<PictureFacts | null> {
  const path = await confine(place.root, place.relativePath).catch(() => undefined)
  return path === undefined ? null : inspectImage(path)
}
